package chatnode.web;

/** A name that people may type, without a port; {@code *} stands for any. */
public record HostName(String name) {
  public HostName {
    if (!name.matches("[*]|[A-Za-z0-9._-]+")) {
      throw new IllegalArgumentException(
          "'" + name + "' is not a name like chat.example.com, without a port, or *");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
