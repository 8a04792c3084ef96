package chatnode.options;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes values of texts. What cannot be made is an IllegalArgumentException with half a sentence:
 * "'x' is not a whole number".
 */
final class Values {
  private static final Map<Type, Function<String, Object>> SIMPLE =
      Map.of(
          String.class, text -> text,
          boolean.class, Values::flag,
          int.class, Values::number,
          long.class, Sizes::read,
          Duration.class, Durations::read,
          Path.class, Path::of);

  /** Of an empty text: nothing, no elements, or null. */
  static Object read(Type type, String text) {
    if (type instanceof ParameterizedType several) {
      Type one = several.getActualTypeArguments()[0];
      if (several.getRawType() == Optional.class) {
        return text.isEmpty() ? Optional.empty() : Optional.of(read(one, text));
      }
      return several.getRawType() == Set.class ? set(one, text) : list(one, text);
    }
    if (text.isEmpty()) {
      return type == boolean.class ? false : null;
    }
    Function<String, Object> simple = SIMPLE.get(type);
    return simple == null ? made((Class<?>) type, text) : simple.apply(text);
  }

  private static List<Object> list(Type one, String text) {
    List<Object> all = new ArrayList<>();
    for (String each : text.split(",")) {
      if (!each.isBlank()) {
        all.add(read(one, each.trim()));
      }
    }
    return Collections.unmodifiableList(all);
  }

  private static Set<Object> set(Type one, String text) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(list(one, text)));
  }

  private static Object flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is not true or false");
    };
  }

  private static Object number(String text) {
    if (!text.matches("-?[0-9]{1,9}")) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number");
    }
    return Integer.parseInt(text);
  }

  private static Object made(Class<?> type, String text) {
    if (type.isEnum()) {
      return chosen(type, text);
    }
    try {
      return type.getConstructor(String.class).newInstance(text);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException mistake) {
        throw mistake;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made from a String", e);
    }
  }

  private static Object chosen(Class<?> type, String text) {
    for (Object each : type.getEnumConstants()) {
      if (each.toString().equalsIgnoreCase(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not one of " + names(type));
  }

  /** Of an enum, as they are given. */
  static String names(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .map(each -> each.toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private Values() {}
}
