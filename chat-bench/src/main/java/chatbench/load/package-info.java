/**
 * Load: many sockets, few or many rooms, messages at a rate or as fast as they are acknowledged,
 * and how long everything took. The load command calls it. It imports wire, latency, HdrHistogram
 * and Vert.x. Start with {@link chatbench.load.LoadRun}; {@link chatbench.load.LoadSocket} is what
 * must be fast.
 */
package chatbench.load;
