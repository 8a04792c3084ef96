/**
 * The command and its settings: what puts the packages together. Start reading at {@link
 * chatnode.ChatNode}.
 */
package chatnode;
