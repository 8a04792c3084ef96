package chatnode.options;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Where values come from: the command line wins, then the environment, then the file. A value is
 * without the blanks around it - files written elsewhere end their lines with them - and an empty
 * one was not given, since {@code CHAT_JOIN: ${JOIN}} is how many set nothing.
 */
final class Sources {
  /** A value, and whence when that is not before the user's eyes. */
  record Given(String text, String from) {
    static final Given NOTHING = new Given("", "");

    Given orElse(Given other) {
      return text.isEmpty() ? other : this;
    }
  }

  private final Map<String, String> line;
  private final Map<String, String> environment;
  private final Properties file = new Properties();
  private String path = "";

  Sources(Map<String, String> line, Map<String, String> environment) {
    this.line = line;
    this.environment = environment;
  }

  Given of(String name) {
    String variable = Option.variable(name);
    Given fromFile = given(file.getProperty(Option.key(name)), path);
    Given fromEnvironment = given(environment.get(variable), variable).orElse(fromFile);
    return given(line.get(name), "").orElse(fromEnvironment);
  }

  private static Given given(String text, String from) {
    return text == null || text.isBlank() ? Given.NOTHING : new Given(text.strip(), from);
  }

  /** What a file adds; every key must be an option. */
  void read(Path properties, List<String> names) throws Mistake {
    try (Reader reader = Files.newBufferedReader(properties)) {
      file.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new Mistake("--config: cannot read " + properties + ".");
    }
    path = properties.toString();
    for (String key : new TreeSet<>(file.stringPropertyNames())) {
      if (!names.contains("--" + key)) {
        throw new Mistake("--config: " + path + " has a key that is no option: " + key + ".");
      }
    }
  }
}
