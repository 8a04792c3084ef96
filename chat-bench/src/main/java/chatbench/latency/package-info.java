/**
 * What all commands say of a latency: its percentiles. Load, fanout and report call it. It imports
 * HdrHistogram and Vert.x's JSON. There is one class, {@link chatbench.latency.Quantiles}.
 */
package chatbench.latency;
