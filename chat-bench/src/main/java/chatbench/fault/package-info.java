/**
 * Real nodes and what is done to them: processes started from the jar, killed, ended, frozen and
 * thawed after a plan that a seed decides. The package verify drives it; nothing here knows what is
 * said in a room. It imports client (for its hearing), wire and Vert.x. Start with {@link
 * chatbench.fault.Injector}.
 */
package chatbench.fault;
