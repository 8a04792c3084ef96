/**
 * What time it is, and what happens later: one port, so that a test moves the time instead of
 * waiting for it. Whoever needs either is given a {@link chatnode.clock.Clock}; it imports nothing
 * of ours. {@link chatnode.clock.LoopClock} is the real one.
 */
package chatnode.clock;
