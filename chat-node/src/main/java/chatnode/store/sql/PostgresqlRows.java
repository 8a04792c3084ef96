package chatnode.store.sql;

import chatnode.protocol.Draft;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages as columns, so that however many they are they go in one statement and one answer.
 *
 * <p>The words are given as PostgreSQL would write them, not as a text for it to read: its parser
 * takes no letter beyond ASCII for one where the locale is C.
 */
final class PostgresqlRows {
  /** A tsvector takes one mebibyte of words; what is behind them is not found. */
  private static final int WORDS_BYTES = 900_000;

  private static final int MOST_BYTES_OF_A_CHAR = 3;

  private final List<Row> rows;

  PostgresqlRows(List<Row> rows) {
    this.rows = rows;
  }

  /** All eight columns of the statement. */
  void set(PreparedStatement insert) throws SQLException {
    int many = rows.size();
    long[][] numbers = new long[6][many];
    byte[][] drafts = new byte[many][];
    String[] words = new String[many];
    for (int i = 0; i < many; i++) {
      Row row = rows.get(i);
      Draft draft = row.entry().draft();
      numbers[0][i] = row.id();
      numbers[1][i] = row.room();
      numbers[2][i] = row.epoch();
      numbers[3][i] = row.entry().seq();
      numbers[4][i] = row.entry().at();
      numbers[5][i] = draft.key();
      drafts[i] = draft.bytes();
      words[i] = words(row);
    }
    Connection connection = insert.getConnection();
    for (int i = 0; i < numbers.length; i++) {
      insert.setArray(i + 1, connection.createArrayOf("int8", boxed(numbers[i])));
    }
    insert.setArray(7, connection.createArrayOf("bytea", drafts));
    insert.setArray(8, connection.createArrayOf("text", words));
  }

  private static Long[] boxed(long[] numbers) {
    Long[] boxed = new Long[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      boxed[i] = numbers[i];
    }
    return boxed;
  }

  /** Null for what is not searched. */
  static String words(Row row) {
    if (!Searching.isSearched(row.entry().draft())) {
      return null;
    }
    StringBuilder words = new StringBuilder(room(row.room()));
    int bytes = 0;
    for (String word : Words.of(Searching.text(row.entry())).all()) {
      bytes += word.length() * MOST_BYTES_OF_A_CHAR;
      if (bytes > WORDS_BYTES) {
        break;
      }
      words.append(" '").append(word).append('\'');
    }
    return words.toString();
  }

  /** The room is a word, too, one that no text can have. */
  static String room(long number) {
    return "'_" + number + "'";
  }

  /** Rows come back in the order in which they were given, less those that were not inserted. */
  List<Row> notIn(ResultSet inserted) throws SQLException {
    List<Row> missing = new ArrayList<>();
    boolean isMore = inserted.next();
    for (Row row : rows) {
      if (isMore && isSame(row, inserted)) {
        isMore = inserted.next();
      } else {
        missing.add(row);
      }
    }
    return missing;
  }

  private static boolean isSame(Row row, ResultSet inserted) throws SQLException {
    return inserted.getLong(1) == row.id()
        && inserted.getLong(2) == row.room()
        && inserted.getLong(3) == row.epoch()
        && inserted.getLong(4) == row.entry().seq();
  }
}
