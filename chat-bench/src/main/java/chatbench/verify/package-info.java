/**
 * One verification from start to end: the nodes, a cast and what its crowd does, the faults, the
 * quiet at the end and the readers who look at what is left. The verify command calls {@link
 * chatbench.verify.Run} and gives its {@link chatbench.verify.Outcome} to the packages check and
 * report. It imports client, fault, check, wire and Vert.x. Start with {@link
 * chatbench.verify.Run}.
 */
package chatbench.verify;
