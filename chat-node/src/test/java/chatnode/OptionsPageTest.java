package chatnode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tables of docs/options.md are made of the options themselves; what is above them is not. */
class OptionsPageTest {
  private static final Path PAGE = Path.of("../docs/options.md");
  private static final String MARK = "<!-- From here on made from the options themselves. -->\n";

  @Test
  void thePageOfOptionsSaysWhatTheOptionsSay() throws Exception {
    String page = Files.readString(PAGE);
    String written = page.substring(0, page.indexOf(MARK) + MARK.length());
    String due = written + NodeConfig.options(Map.of()).page();
    if (System.getProperty("options.write") != null) {
      Files.writeString(PAGE, due);
    } else {
      assertThat(page)
          .as("mvn -pl chat-node test -Dtest=OptionsPageTest -Doptions.write=yes writes it anew")
          .isEqualTo(due);
    }
  }
}
