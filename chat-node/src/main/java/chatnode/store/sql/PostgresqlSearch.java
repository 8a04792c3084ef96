package chatnode.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.StringJoiner;

/**
 * Finds the newest messages with some words, whether these are common or rare.
 *
 * <p>A GIN index knows no order: of a common word it brings everything before the newest are known.
 * Going back through all messages instead never ends for a rare word, and the planner, which has to
 * guess, takes a word of a room that has been quiet for long for one that is met everywhere. So it
 * is looked for in three parts, one after the other as long as more is wanted, each with as much to
 * look at as it may take: the last 10,000 messages, the 100,000 before, and all others. {@code
 * offset 0} keeps the planner from hoping that a part need not be looked at whole.
 *
 * <p>Rooms and words are two conditions: as one, the index would go through all that these rooms
 * have, and here it need not (measured: 230 to 55 ms).
 */
final class PostgresqlSearch {
  private static final int RECENT = 10_000;
  private static final int OLDER = 100_000;

  private PostgresqlSearch() {}

  static PreparedStatement prepare(
      Connection connection, Collection<Long> rooms, Words words, long below, int limit)
      throws SQLException {
    String text = text(words);
    boolean hasText = !text.isEmpty();
    String sql =
        "with recent as ("
            + behind(RECENT)
            + "), older as ("
            + behind(OLDER)
            + ") select * from ("
            + part(hasText, "id < ? and id >= (select id from recent)")
            + " union all "
            + part(hasText, "id < (select id from recent) and id >= (select id from older)")
            + " union all "
            + part(hasText, "id < (select id from older)")
            + ") as found limit ?";
    PreparedStatement query = connection.prepareStatement(sql);
    int next = 1;
    query.setLong(next++, below);
    query.setLong(next++, below);
    for (int part = 0; part < 3; part++) {
      query.setString(next++, any(rooms));
      if (hasText) {
        query.setString(next++, text);
      }
      if (part == 0) {
        query.setLong(next++, below);
      }
    }
    query.setInt(next, limit);
    return query;
  }

  /** The id behind so many. */
  private static String behind(int many) {
    return "select coalesce((select id from message where id < ? order by id desc offset "
        + many
        + " limit 1), -1) as id";
  }

  private static String part(boolean hasText, String range) {
    return "(select * from (select id, epoch, seq, at, draft, room from message"
        + " where words @@ cast(? as tsquery)"
        + (hasText ? " and words @@ cast(? as tsquery)" : "")
        + " and "
        + range
        + " offset 0) as part order by id desc)";
  }

  private static String any(Collection<Long> rooms) {
    StringJoiner any = new StringJoiner(" | ");
    rooms.forEach(room -> any.add(PostgresqlRows.room(room)));
    return any.toString();
  }

  private static String text(Words words) {
    StringJoiner all = new StringJoiner(" & ");
    words.all().forEach(word -> all.add("'" + word + "'"));
    return all.toString();
  }
}
