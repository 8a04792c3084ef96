/**
 * Micro-benchmarks: what single steps of the server cost, in time and in allocation. Each lies in
 * the package of what it measures; here is what they share. Only JMH calls them. How to run them,
 * and what came out, is in docs/speed.md.
 */
package chatnode;
