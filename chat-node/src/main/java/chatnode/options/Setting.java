package chatnode.options;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An option, on the component of a record that holds its value. The component's type says what may
 * be given: an {@code int} is a number, a {@code long} a size in bytes ({@code 8MiB}, or {@code
 * 25%} of the heap), a {@code boolean} a flag; {@code Duration}, {@code Path}, enums and every type
 * that is made from a String are read as one expects, lists and sets of them with commas between,
 * and an {@code Optional} is empty when the option is not given.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** As on the command line: {@code --port}. */
  String name();

  /** Used when nothing is given, written as one would give it; empty for none. */
  String standard() default "";

  /** What to call the default, where {@link #standard} does not say it. */
  String shown() default "";

  /** The least value, for what can be compared; {@code to} belongs to it. */
  String from() default "";

  String to() default "";

  /** What to call the value in the help, where its type does not say it. */
  String label() default "";

  String text();

  /** The option that this one replaces: whoever still gives that is told. */
  String formerly() default "";
}
