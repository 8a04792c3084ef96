/**
 * Makes numbers, plots and pages of what a verification left behind. The verify command calls it
 * last; it measures from the clients' logs, as the checker does, and asks nobody else. It imports
 * verify, fault, check, latency and HdrHistogram. Start with {@link chatbench.report.Report}.
 */
package chatbench.report;
