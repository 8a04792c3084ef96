package chatnode.store.sql;

import chatnode.protocol.Draft;
import chatnode.store.StoreProblem;
import chatnode.store.Storing;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.LongSupplier;

/**
 * A folder in which every node writes a file of its own and reads all: with one file for all a node
 * that is frozen while it writes would hold up the others, and with several writers the log of it
 * never begins anew.
 */
final class Sqlite implements Database {
  private static final long LOG_BYTES = 16L * 1024 * 1024;
  private static final long CHECKPOINT_NANOS = 1_000_000_000L;
  private static final long LARGE_NANOS = 2_000_000_000L;
  static final int SHORT_MS = 50;
  private static final int LONG_MS = 1_000;
  private static final long LOOK_NANOS = 1_000_000_000L;

  /** Between two steps of deleting, for those that write. */
  private static final long STEP_NANOS = 50_000_000L;

  /** From an edit or a deletion in another file to when it is carried out in this one. */
  private static final long SWEEP_NANOS = 400_000_000L;

  private static final int FREED_PAGES = 500;

  private static final int ID_BITS = 5;

  // A cross join is carried out as it is written: the words first.
  private static final String CANDIDATES =
      "select m.id, m.epoch, m.seq, m.at, m.draft, m.room"
          + " from words cross join message m on m.id = words.rowid"
          + " where words match ? and words.rowid < ? order by words.rowid desc limit ?";

  private final Folder folder;
  private final OwnFile own;
  private final List<OwnFile> others;
  private final Storing storing;
  private final ReadConnections connections;
  private final Path log;
  private final SqliteUpkeep upkeep;
  private final Ids ids = new Ids(ID_BITS, 0);
  private final Sweep sweep = new Sweep(this);
  private long nextSweep = System.nanoTime();

  /** The log may hold a text that was replaced or deleted, also what is left from before a kill. */
  private boolean hasOldText;

  private long nextCheckpoint = System.nanoTime();
  private boolean isTrimming;
  private long nextTrim = System.nanoTime();
  private Connection preparedFor;
  private PreparedStatement insertMessage;
  private PreparedStatement insertWords;

  private Sqlite(
      Folder folder, OwnFile own, List<OwnFile> others, Storing storing, LongSupplier now) {
    this.folder = folder;
    this.own = own;
    this.others = others;
    this.storing = storing;
    this.connections = new ReadConnections(folder);
    this.log = SqliteUpkeep.log(own.path());
    this.hasOldText = log.toFile().length() > 0;
    this.upkeep =
        new SqliteUpkeep(this, folder, connections, own.path(), new Retention(storing, ids, now));
  }

  static Sqlite open(Storing storing, LongSupplier now) throws StoreProblem {
    Folder folder = SqliteLibrary.load(Folder.at(storing.place().folder()));
    Sqlite sqlite = open(folder, OwnFile.in(folder), List.of(), storing, now);
    sqlite.upkeep.start();
    return sqlite;
  }

  /** For one who fills the folder while no node uses it. */
  static Sqlite alone(Storing storing, LongSupplier now) throws StoreProblem {
    Folder folder = SqliteLibrary.load(Folder.at(storing.place().folder()));
    List<OwnFile> all = OwnFile.all(folder);
    try {
      return open(folder, all.size() > 1 ? all.get(1) : OwnFile.first(folder), all, storing, now);
    } catch (StoreProblem e) {
      all.forEach(OwnFile::close);
      throw e;
    }
  }

  private static Sqlite open(
      Folder folder, OwnFile own, List<OwnFile> others, Storing storing, LongSupplier now)
      throws StoreProblem {
    try {
      SqliteFile.prepare(own.path());
      Sqlite sqlite = new Sqlite(folder, own, others, storing, now);
      sqlite.connections.check();
      return sqlite;
    } catch (StoreProblem e) {
      own.close();
      throw e;
    }
  }

  @Override
  public String id() {
    return folder.id();
  }

  @Override
  public String place() {
    return own.path().toString();
  }

  @Override
  public Ids ids() {
    return ids;
  }

  @Override
  public byte[] identityKey(byte[] fresh) throws StoreProblem {
    return folder.identityKey(fresh);
  }

  @Override
  public byte[] identityKey() throws StoreProblem {
    return folder.identityKey();
  }

  @Override
  public void replaceIdentityKey(byte[] key) throws StoreProblem {
    folder.replaceIdentityKey(key);
  }

  @Override
  public Parts parts() throws SQLException {
    return connections.ofThisThread();
  }

  @Override
  public Connection writer() throws SQLException {
    return SqliteFile.toWrite(own.path(), storing.sync());
  }

  @Override
  public List<Row> insert(Connection writer, List<Row> rows) throws SQLException {
    if (preparedFor != writer) {
      insertMessage =
          writer.prepareStatement(
              "insert into message (id, room, epoch, seq, at, key, draft)"
                  + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing");
      insertWords = writer.prepareStatement("insert into words (rowid, tokens) values (?, ?)");
      preparedFor = writer;
    }
    List<Row> taken = new ArrayList<>();
    for (Row row : rows) {
      Draft draft = row.entry().draft();
      insertMessage.setLong(1, row.id());
      insertMessage.setLong(2, row.room());
      insertMessage.setLong(3, row.epoch());
      insertMessage.setLong(4, row.entry().seq());
      insertMessage.setLong(5, row.entry().at());
      insertMessage.setLong(6, draft.key());
      insertMessage.setBytes(7, draft.bytes());
      if (insertMessage.executeUpdate() == 0) {
        taken.add(row);
      } else if (Searching.isSearched(draft)) {
        insertWords.setLong(1, row.id());
        insertWords.setString(2, tokens(row));
        insertWords.executeUpdate();
      }
    }
    return taken;
  }

  private static String tokens(Row row) {
    StringBuilder tokens = new StringBuilder(room(row.room()));
    for (String word : Words.of(Searching.text(row.entry())).all()) {
      tokens.append(' ').append(word);
    }
    return tokens.toString();
  }

  /** The room is a word, too, one that no text can have. */
  private static String room(long number) {
    return "_" + number;
  }

  @Override
  public void rewrite(Connection writer, Row row) throws SQLException {
    try (PreparedStatement update =
            writer.prepareStatement("update message set draft = ? where id = ?");
        PreparedStatement delete = writer.prepareStatement("delete from words where rowid = ?");
        PreparedStatement insert =
            writer.prepareStatement("insert into words (rowid, tokens) values (?, ?)")) {
      update.setBytes(1, row.entry().draft().bytes());
      update.setLong(2, row.id());
      update.executeUpdate();
      delete.setLong(1, row.id());
      delete.executeUpdate();
      if (Searching.isSearched(row.entry().draft())) {
        insert.setLong(1, row.id());
        insert.setString(2, tokens(row));
        insert.executeUpdate();
      }
    }
    hasOldText = true;
  }

  @Override
  public Sweep sweep() {
    return sweep;
  }

  @Override
  public void delete(Connection writer, List<Long> ids) throws SQLException {
    for (String where : List.of("message where id", "words where rowid", "amendment where id")) {
      try (PreparedStatement delete = writer.prepareStatement("delete from " + where + " = ?")) {
        for (long id : ids) {
          delete.setLong(1, id);
          delete.executeUpdate();
        }
      }
    }
    try (Statement vacuum = writer.createStatement()) {
      // A page a row: only this kind of call reads them all.
      vacuum.executeUpdate("pragma incremental_vacuum(" + FREED_PAGES + ")");
    }
  }

  @Override
  public PreparedStatement candidates(
      Connection connection, Collection<Long> rooms, Words words, long below, int limit)
      throws SQLException {
    PreparedStatement query = connection.prepareStatement(CANDIDATES);
    query.setString(1, expression(rooms, words));
    query.setLong(2, below);
    query.setInt(3, limit);
    return query;
  }

  private static String expression(Collection<Long> rooms, Words words) {
    StringJoiner any = new StringJoiner(" OR ", "(", ")");
    rooms.forEach(room -> any.add('"' + room(room) + '"'));
    StringJoiner all = new StringJoiner(" AND ");
    all.add(any.toString());
    words.all().forEach(word -> all.add('"' + word + '"'));
    return all.toString();
  }

  @Override
  public void tend(Connection writer) throws SQLException {
    long now = System.nanoTime();
    if (now - nextSweep >= 0) {
      boolean goesOn = sweep.carryOutOthers(writer, connections.beside(own.path()));
      nextSweep = System.nanoTime() + (goesOn ? STEP_NANOS : SWEEP_NANOS);
    }
    if (now - nextCheckpoint >= 0 && (hasOldText || log.toFile().length() > LOG_BYTES)) {
      checkpoint(writer);
    }
    if (now - nextTrim >= 0) {
      boolean goesOn = upkeep.trim(own.path(), writer);
      if (isTrimming && !goesOn) {
        SqliteFile.checkpoint(writer, SHORT_MS); // only now the file becomes smaller
      }
      isTrimming = goesOn;
      nextTrim = System.nanoTime() + (goesOn ? STEP_NANOS : LOOK_NANOS);
    }
  }

  /**
   * In a moment without readers, for the log to begin anew. On a machine so busy that there is none
   * those that write wait now and then, or the log would grow for as long as that lasts.
   */
  private void checkpoint(Connection writer) throws SQLException {
    boolean isLarge = log.toFile().length() > 2 * LOG_BYTES;
    hasOldText &= !SqliteFile.checkpoint(writer, isLarge ? LONG_MS : SHORT_MS);
    nextCheckpoint = System.nanoTime() + (isLarge ? LARGE_NANOS : CHECKPOINT_NANOS);
  }

  @Override
  public Trouble trouble(SQLException failure) {
    return SqliteTrouble.of(failure);
  }

  @Override
  public long bytes() {
    return upkeep.bytes();
  }

  @Override
  public void close() {
    upkeep.stop();
    connections.close();
    own.close();
    others.forEach(OwnFile::close);
  }
}
