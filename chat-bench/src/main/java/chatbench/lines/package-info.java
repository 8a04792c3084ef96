/**
 * Made-up history, as the lines that {@code chat-node import} reads: what a store costs is measured
 * on something that anybody can make again. Called by the command of that name; imports nothing of
 * the other packages. Start reading at {@link chatbench.lines.Lines}.
 */
package chatbench.lines;
