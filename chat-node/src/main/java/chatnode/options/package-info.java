/**
 * Settings as records: name, default, range and description of an option stand beside the component
 * that holds it, and nowhere else. Whoever has settings declares a group here and there; the
 * command reads them all, from its arguments, the environment, a file. Imports nothing of ours and
 * is the only user of picocli. Start reading at {@link chatnode.options.Setting}, then {@link
 * chatnode.options.Options}.
 */
package chatnode.options;
