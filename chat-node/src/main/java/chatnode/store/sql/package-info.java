/**
 * Messages on disk, in SQL. {@link chatnode.store.sql.Stores} is what the node starts; the rest
 * does {@link chatnode.store.Store}: one writer that commits for all rooms, a few readers, and what
 * differs between SQLite and PostgreSQL behind {@link chatnode.store.sql.Database}. {@link
 * chatnode.store.sql.Export} and {@link chatnode.store.sql.Import} take all of it along. The only
 * user of {@code java.sql}. Start reading at {@link chatnode.store.sql.SqlStore}.
 */
package chatnode.store.sql;
