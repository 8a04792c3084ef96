package chatnode.store;

/** {@code --store} as it is written. */
public record StorePlace(String text) {
  private static final String SQLITE = "sqlite:";
  private static final String POSTGRESQL = "postgresql:";
  private static final String MEMORY = "memory";

  public StorePlace {
    boolean isFolder = text.startsWith(SQLITE) && text.length() > SQLITE.length();
    if (!isFolder && !text.startsWith(POSTGRESQL + "//") && !text.equals(MEMORY)) {
      throw new IllegalArgumentException(
          "sqlite:FOLDER, postgresql://user@host:port/database or memory");
    }
  }

  public boolean isMemory() {
    return text.equals(MEMORY);
  }

  public boolean isSqlite() {
    return text.startsWith(SQLITE);
  }

  public boolean isPostgresql() {
    return text.startsWith(POSTGRESQL);
  }

  /** Of {@code sqlite:}. */
  public String folder() {
    return text.substring(SQLITE.length());
  }

  @Override
  public String toString() {
    return text;
  }
}
