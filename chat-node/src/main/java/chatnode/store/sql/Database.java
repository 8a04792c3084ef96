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
interface Database extends AutoCloseable {

  /** Names the contents, for all who share them. */
  String id();

  /** For operators, without a password. */
  String place();

  /** How the ids of its messages are made. */
  Ids ids();

  byte[] identityKey(byte[] fresh) throws StoreProblem;

  /** All there is to read, for the thread that asks and until it is closed. */
  Parts parts() throws SQLException;

  /** A connection for the writer alone, without autocommit. */
  Connection writer() throws SQLException;

  /** Answers those that were not written because their place or id is taken. */
  List<Row> insert(Connection writer, List<Row> rows) throws SQLException;

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

  Trouble trouble(SQLException failure);

  /** On disk, or -1. May be asked often and from anywhere. */
  long bytes();

  @Override
  void close();

  /** One or several databases with the same tables. */
  interface Parts extends AutoCloseable {
    List<Connection> all();

    @Override
    void close();
  }

  /**
   * What a failure means.
   *
   * @param isOfData it is what was to be written that is wrong, and would be so at every try
   * @param isTooLong it may be that less of it can be done
   * @param keepsConnection whether the connection can be used for the next try
   */
  record Trouble(String sentence, boolean isOfData, boolean isTooLong, boolean keepsConnection) {

    static Trouble outage(String sentence, boolean keepsConnection) {
      return new Trouble(sentence, false, false, keepsConnection);
    }

    static Trouble ofData(String sentence) {
      return new Trouble(sentence, true, false, true);
    }
  }
}
