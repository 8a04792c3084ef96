package chatbench.report;

/** Text that goes into the page came from servers and command lines. */
final class Html {
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&quot;");
  }

  static String row(Object... cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (Object cell : cells) {
      row.append("<td>").append(escape(cell.toString())).append("</td>");
    }
    return row.append("</tr>\n").toString();
  }

  static String item(Object text) {
    return "<li>" + escape(text.toString()) + "</li>\n";
  }

  private Html() {}
}
