/**
 * The log of a node that stands alone: the same rule, in this process. Only the node's start knows
 * it. It may import the log's rule and nothing else of ours. It is one class, {@link
 * chatnode.log.local.LocalLedgers}.
 */
package chatnode.log.local;
