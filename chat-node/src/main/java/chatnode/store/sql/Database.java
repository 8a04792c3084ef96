package chatnode.store.sql;

import chatnode.store.StoreProblem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * What differs between a folder of SQLite files and a PostgreSQL. Tables and their columns are the
 * same: room, epoch and message; where the words of a message are, is each one's own affair.
 */
interface Database extends Source {

  /** Names the contents, for all who share them. */
  String id();

  /** How the ids of its messages are made. */
  Ids ids();

  byte[] identityKey(byte[] fresh) throws StoreProblem;

  /** In place of another that nobody is known by yet; nobody else may use this store. */
  void replaceIdentityKey(byte[] key) throws StoreProblem;

  /** A connection for the writer alone, without autocommit. */
  Connection writer() throws SQLException;

  /** Answers those that were not written because their place or id is taken. */
  List<Row> insert(Connection writer, List<Row> rows) throws SQLException;

  /** What has become of a message is there in its place, with the words that it has now. */
  void rewrite(Connection writer, Row row) throws SQLException;

  /** What keeps rows as edits and deletions leave them; the writer's thread's own. */
  Sweep sweep();

  /** Deletes messages with their words. */
  void delete(Connection writer, List<Long> ids) throws SQLException;

  /**
   * A query for messages of one of these rooms that have all these words. It finds the columns id,
   * epoch, seq, at, draft and room of those below that id, the highest first.
   */
  PreparedStatement candidates(
      Connection connection, Collection<Long> rooms, Words words, long below, int limit)
      throws SQLException;

  /**
   * Called by the writer's thread between two transactions, often: the moment for a step of {@link
   * Retention}, and to let go what a log has.
   */
  void tend(Connection writer) throws SQLException;

  /** On disk, or -1. May be asked often and from anywhere. */
  long bytes();
}
