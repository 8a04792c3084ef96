/**
 * Servers beside each other: every scenario with every one of them in turn, round after round, and
 * what came of it as a table and a page. The compare command calls it. It imports peers, fanout,
 * Vert.x and the JDK. Start with {@link chatbench.compare.Comparison}.
 */
package chatbench.compare;
