/**
 * Measures how fast a server answers for what was said long ago: joining, pages, search. Called by
 * the command of that name; imports {@code wire} and {@code latency}. Start reading at {@link
 * chatbench.past.PastRun}.
 */
package chatbench.past;
