package chatbench.store;

import java.util.List;

/**
 * What {@code --store} says: {@code memory}, {@code sqlite:} with a folder of the run's own, {@code
 * postgresql} with a server of the run's own, or one that is there, written as nodes take it.
 */
public record StoreChoice(String text) {
  private static final String MEMORY = "memory";
  private static final String SQLITE = "sqlite:";
  private static final String POSTGRESQL = "postgresql";

  /** Whoever names none knows nothing of what the nodes keep. */
  public static final StoreChoice UNKNOWN = new StoreChoice(MEMORY);

  public StoreChoice {
    boolean known =
        List.of(MEMORY, POSTGRESQL).contains(text)
            || text.startsWith(SQLITE)
            || text.startsWith(POSTGRESQL + "://");
    if (!known) {
      throw new IllegalArgumentException(
          "--store knows memory, sqlite:, sqlite:FOLDER, postgresql and"
              + " postgresql://user@host:port/database, but not "
              + text);
    }
  }

  /** What was acknowledged stays though every node is killed. */
  public boolean isDurable() {
    return !text.equals(MEMORY);
  }

  boolean needsFolder() {
    return text.equals(SQLITE);
  }

  /** A PostgreSQL that is started for the run, and so may be stopped. */
  public boolean needsServer() {
    return text.equals(POSTGRESQL);
  }

  @Override
  public String toString() {
    return text;
  }
}
