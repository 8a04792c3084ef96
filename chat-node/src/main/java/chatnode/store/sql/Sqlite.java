package chatnode.store.sql;

import chatnode.protocol.Draft;
import chatnode.store.StoreProblem;
import chatnode.store.Storing;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A folder in which every node writes a file of its own and reads all: with one file for all a node
 * that is frozen while it writes would hold up the others, and with several writers the log of it
 * never begins anew.
 */
final class Sqlite implements Database {
  /** Where the driver unpacks its library. */
  private static final String LIBRARY = "org.sqlite.tmpdir";

  private static final long TEND_NANOS = 5_000_000_000L;
  private static final long LOG_BYTES = 16L * 1024 * 1024;
  private static final int CHECKPOINT_MS = 50;

  private final Folder folder;
  private final OwnFile own;
  private final Storing storing;
  private final ReadConnections connections;
  private final Path log;
  private volatile long bytes;
  private long nextLook = System.nanoTime();
  private Connection preparedFor;
  private PreparedStatement insertMessage;
  private PreparedStatement insertWords;

  private Sqlite(Folder folder, OwnFile own, Storing storing) {
    this.folder = folder;
    this.own = own;
    this.storing = storing;
    this.connections = new ReadConnections(folder);
    this.log = own.path().resolveSibling(own.path().getFileName() + "-wal");
    this.bytes = folder.bytes();
  }

  static Sqlite open(Storing storing) throws StoreProblem {
    Folder folder = Folder.at(storing.place().folder());
    if (System.getProperty(LIBRARY) == null) {
      System.setProperty(
          LIBRARY, folder.path().toString()); // a temporary folder may not be writable
    }
    OwnFile own = OwnFile.in(folder);
    try {
      SqliteFile.prepare(own.path());
      Sqlite sqlite = new Sqlite(folder, own, storing);
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
  public byte[] identityKey(byte[] fresh) throws StoreProblem {
    return folder.identityKey(fresh);
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
      } else if (!draft.isBinary()) {
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
  public int delete(Connection writer, long below, int max) throws SQLException {
    return 0;
  }

  @Override
  public String candidates() {
    // A cross join is carried out as it is written: the words first.
    return "select m.id, m.epoch, m.seq, m.at, m.draft, m.room"
        + " from words cross join message m on m.id = words.rowid"
        + " where words match ? and words.rowid < ? order by words.rowid desc limit ?";
  }

  @Override
  public String expression(List<Long> rooms, Words words) {
    StringJoiner any = new StringJoiner(" OR ", "(", ")");
    rooms.forEach(room -> any.add('"' + room(room) + '"'));
    StringJoiner all = new StringJoiner(" AND ");
    all.add(any.toString());
    words.all().forEach(word -> all.add('"' + word + '"'));
    words.beginnings().forEach(word -> all.add('"' + word + "\"*"));
    return all.toString();
  }

  @Override
  public void tend(Connection writer) throws SQLException {
    if (log.toFile().length() > LOG_BYTES) {
      checkpoint(writer);
    }
    if (System.nanoTime() - nextLook > 0) {
      nextLook = System.nanoTime() + TEND_NANOS;
      bytes = folder.bytes();
    }
  }

  /** Not for long, should a reader be in the way: there will be another moment. */
  private void checkpoint(Connection writer) throws SQLException {
    writer.setAutoCommit(true);
    try {
      SqliteFile.set(writer, "busy_timeout = " + CHECKPOINT_MS);
      SqliteFile.set(writer, "wal_checkpoint(truncate)");
    } finally {
      SqliteFile.set(writer, "busy_timeout = " + SqliteFile.BUSY_MS);
      writer.setAutoCommit(false);
    }
  }

  @Override
  public Trouble trouble(SQLException failure) {
    return SqliteTrouble.of(failure);
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    connections.close();
    own.close();
  }
}
