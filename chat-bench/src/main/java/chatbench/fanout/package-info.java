/**
 * A load that knows no protocol: sockets that say what a {@link chatbench.fanout.Talk} makes up,
 * and count what comes back by a mark in its bytes. The package compare calls it, for servers of
 * any kind. It imports load (for its clock and pace), latency, HdrHistogram and Vert.x. Start with
 * {@link chatbench.fanout.Crowd}; {@link chatbench.fanout.MarkScan} is what must be fast.
 */
package chatbench.fanout;
