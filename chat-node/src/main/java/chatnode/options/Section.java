package chatnode.options;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The options of one record, under its heading. A record may consist of further ones. */
record Section(String heading, List<Option> options) {

  /** Of a record and those in it, in the order in which they are written. */
  static List<Section> of(Class<?> group) {
    List<Section> sections = new ArrayList<>();
    List<Option> own = new ArrayList<>();
    for (RecordComponent each : group.getRecordComponents()) {
      if (each.isAnnotationPresent(Setting.class)) {
        own.add(Option.of(each));
      } else {
        sections.addAll(of(each.getType()));
      }
    }
    if (!own.isEmpty()) {
      sections.add(0, new Section(group.getAnnotation(Heading.class).value(), own));
    }
    return sections;
  }

  /** A record with the values of its options, and of those in it. */
  static <T> T build(Class<T> group, Function<Option, Object> values) {
    RecordComponent[] components = group.getRecordComponents();
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] parts =
        Stream.of(components)
            .map(
                each ->
                    each.isAnnotationPresent(Setting.class)
                        ? values.apply(Option.of(each))
                        : build(each.getType(), values))
            .toArray();
    try {
      Constructor<T> canonical = group.getDeclaredConstructor(types);
      canonical.setAccessible(true); // records of the root package are nobody else's business
      return canonical.newInstance(parts);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
