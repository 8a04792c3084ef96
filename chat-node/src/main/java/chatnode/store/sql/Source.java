package chatnode.store.sql;

import chatnode.store.StoreProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Tables to read: room, epoch and message. */
interface Source extends AutoCloseable {

  /** For operators, without a password. */
  String place();

  /** What people's ids are made with, or null where there is none yet. */
  byte[] identityKey() throws StoreProblem;

  /** All there is to read, for the thread that asks and until it is closed. */
  Parts parts() throws SQLException;

  Trouble trouble(SQLException failure);

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
