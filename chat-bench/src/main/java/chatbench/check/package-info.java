/**
 * Decides from the clients' own logs whether a chat kept its promises: nothing lost, repeated, out
 * of order, missing in silence or different from one client to another. The verify command calls it
 * once, at the end; nothing here reads a clock, a socket or a file. It imports the JDK only. Start
 * with {@link chatbench.check.Checker}, then {@link chatbench.check.Walk}, one client's way through
 * one room.
 */
package chatbench.check;
