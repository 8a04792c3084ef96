/**
 * Messages that stay: what the log asks of a store, in the log's words. It knows the wire and the
 * options; {@code store.sql} does it. Start reading at {@link chatnode.store.Store}.
 */
package chatnode.store;
