package chatbench.compare;

import java.util.ArrayList;
import java.util.List;

/** The figures for a terminal: medians, with least and most where rounds differ. */
public final class Table {
  private static final int GAP = 2;

  public static String of(Results results) {
    StringBuilder text = new StringBuilder();
    for (int sockets : results.sockets()) {
      List<List<String>> rows = new ArrayList<>();
      List<String> head = new ArrayList<>(List.of("%,d sockets".formatted(sockets)));
      for (Figure figure : Figure.values()) {
        head.add(figure.head);
      }
      rows.add(head);
      for (String peer : results.peers()) {
        List<String> row = new ArrayList<>(List.of(peer));
        for (Figure figure : Figure.values()) {
          row.add(results.spread(peer, sockets, figure).toString());
        }
        rows.add(row);
      }
      text.append('\n').append(lines(rows));
      results.ratios(sockets).forEach(ratios -> text.append(ratios).append('\n'));
    }
    if (results.hasIdle()) {
      List<List<String>> rows = new ArrayList<>(List.of(List.of("idle", "KiB each")));
      results.peers().forEach(peer -> rows.add(List.of(peer, results.idle(peer).toString())));
      text.append('\n').append(lines(rows));
    }
    results.remarks().forEach(remark -> text.append('\n').append(remark));
    return text.append('\n').toString();
  }

  private static String lines(List<List<String>> rows) {
    int columns = rows.get(0).size();
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        int column = i;
        int width = rows.stream().mapToInt(each -> each.get(column).length()).max().orElse(0);
        String cell = row.get(i);
        line.append(cell).append(" ".repeat(GAP + width - cell.length()));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private Table() {}
}
