package chatnode.store.sql;

import chatnode.store.StoreProblem;
import chatnode.store.Storing;
import java.sql.SQLException;

/** A folder that is only read, whoever else uses it. */
record SqliteFolder(Folder folder, ReadConnections connections) implements Source {
  static SqliteFolder open(Storing storing) throws StoreProblem {
    Folder folder = SqliteLibrary.load(Folder.existing(storing.place().folder()));
    SqliteFolder opened = new SqliteFolder(folder, new ReadConnections(folder));
    opened.connections.check();
    return opened;
  }

  @Override
  public String place() {
    return folder.path().toString();
  }

  @Override
  public byte[] identityKey() throws StoreProblem {
    return folder.identityKey();
  }

  @Override
  public Parts parts() throws SQLException {
    return connections.ofThisThread();
  }

  @Override
  public Trouble trouble(SQLException failure) {
    return SqliteTrouble.of(failure);
  }

  @Override
  public void close() {
    connections.close();
  }
}
