/**
 * Makes numbers, sentences and a page of what a verification left behind. The verify command calls
 * it last; it measures from the clients' logs, as the checker does, and asks nobody else. It
 * imports verify, fault, check, latency and HdrHistogram, and uPlot draws in the page. Start with
 * {@link chatbench.report.Report}.
 */
package chatbench.report;
