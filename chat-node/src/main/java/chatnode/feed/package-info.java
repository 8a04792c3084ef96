/**
 * Where a room stands against its log: what the bus brings in any order, late, twice or never
 * becomes one order, and what it does not bring is read from the log. A room reads one {@link
 * chatnode.feed.Feed}; it may import the log, the bus's batches and the protocol. Start reading at
 * the diagram above {@link chatnode.feed.Feed}, then {@link chatnode.feed.Order}.
 */
package chatnode.feed;
