package chatbench.load;

/** The texts of a load: the moment they were said, and as much as is missing to their size. */
final class Padding {
  private final String filler;

  Padding(int size) {
    filler = "x".repeat(size);
  }

  void append(StringBuilder to, long at) {
    int start = to.length();
    to.append(at).append(' ');
    to.append(filler, to.length() - start, filler.length());
  }
}
