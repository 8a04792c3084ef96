/**
 * The command line of chat-bench: the commands load and verify. A user calls it, or a build;
 * nothing imports it. It imports all other packages and picocli. Start with {@link chatbench.Main}.
 */
package chatbench;
