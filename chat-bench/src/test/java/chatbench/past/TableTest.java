package chatbench.past;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void aRowHasItsFirstTimeAndHowTheyAreSpread() {
    Table table = new Table();
    Table.Row row = table.row("search 회의");
    row.took(9_000);
    for (int i = 0; i < 99; i++) {
      row.took(1_000);
    }
    row.note("3 hits");
    assertThat(table.toString().lines().toList().get(1).strip().split(" +"))
        .containsExactly("100", "9.00", "1.00", "1.00", "9.00", "search", "회의", "3", "hits");
  }

  @Test
  void whatWasNeverAskedTookNothing() {
    Table table = new Table();
    table.row("history");
    assertThat(table.toString().lines().toList().get(1).strip().split(" +"))
        .containsExactly("0", "0.00", "0.00", "0.00", "0.00", "history");
  }
}
