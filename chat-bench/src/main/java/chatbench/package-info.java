/**
 * The command line of chat-bench: a class for each command. A user calls it, or a build; nothing
 * imports it. It imports all other packages and picocli. Start with {@link chatbench.Main}.
 */
package chatbench;
