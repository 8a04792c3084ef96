/**
 * What a loop counts while it works: plain fields of one thread, no locks, no library. Everyone may
 * count; the admin package sums the loops when somebody asks. It imports nothing of ours. Start
 * reading at {@link chatnode.count.LoopCounts}.
 */
package chatnode.count;
