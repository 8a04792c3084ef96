package chatnode.options;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What is declared of one option. */
record Option(Setting setting, Type type) {
  private static final Map<Type, String> LABELS =
      Map.of(
          int.class, "NUMBER",
          long.class, "SIZE",
          Duration.class, "DURATION",
          Path.class, "FILE");

  static Option of(RecordComponent component) {
    return new Option(component.getAnnotation(Setting.class), component.getGenericType());
  }

  String name() {
    return setting.name();
  }

  /** In a properties file. */
  String key() {
    return key(name());
  }

  static String key(String name) {
    return name.substring(2);
  }

  /** In the environment. */
  static String variable(String name) {
    return "CHAT_" + key(name).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  boolean isFlag() {
    return type == boolean.class;
  }

  String label() {
    Type one = type instanceof ParameterizedType some ? some.getActualTypeArguments()[0] : type;
    return setting.label().isEmpty() ? LABELS.getOrDefault(one, "TEXT") : setting.label();
  }

  /** The default as people are told it, empty for none. */
  String usual() {
    return setting.shown().isEmpty() ? setting.standard() : setting.shown();
  }

  /** What may be given, empty where the text says it. */
  String range() {
    if (type instanceof Class<?> kind && kind.isEnum()) {
      return Values.names(kind);
    }
    return setting.from().isEmpty() ? "" : setting.from() + " to " + setting.to();
  }

  /** Throws IllegalArgumentException with half a sentence. */
  Object value(String given) {
    String text = given.isEmpty() ? setting.standard() : given;
    Object value = Values.read(type, text);
    if (!setting.from().isEmpty() && !text.equals(setting.standard())) {
      check(text, value);
    }
    return value;
  }

  private void check(String text, Object value) {
    if (compare(value, setting.from()) < 0 || compare(value, setting.to()) > 0) {
      throw new IllegalArgumentException(
          text + " is not from " + setting.from() + " to " + setting.to());
    }
  }

  @SuppressWarnings("unchecked")
  private int compare(Object value, String bound) {
    return ((Comparable<Object>) value).compareTo(Values.read(type, bound));
  }
}
