package chatnode.cluster;

/**
 * Something about this node's company.
 *
 * @param sentence for everybody: names nodes, and no address
 * @param detail the same for the operator, with addresses
 */
public record Remark(String sentence, String detail) {
  Remark(String sentence) {
    this(sentence, sentence);
  }
}
