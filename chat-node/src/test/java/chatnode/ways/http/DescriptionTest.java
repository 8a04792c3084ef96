package chatnode.ways.http;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.ErrorCode;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The document says what there is, and nothing else. */
class DescriptionTest {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

  private final Map<String, Object> document = read();

  private static Map<String, Object> read() {
    try (InputStream file = Description.class.getResourceAsStream("openapi.yaml")) {
      return new Yaml().load(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> in(Map<String, Object> object, String... names) {
    Map<String, Object> inner = object;
    for (String name : names) {
      inner = (Map<String, Object>) inner.get(name);
    }
    return inner;
  }

  private Set<String> described() {
    Set<String> all = new TreeSet<>();
    in(document, "paths")
        .forEach(
            (path, item) ->
                in(document, "paths", path).keySet().stream()
                    .filter(METHODS::contains)
                    .forEach(method -> all.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    return all;
  }

  /** HEAD is what GET is; a route without a method answers those that are not there. */
  private Set<String> routed() {
    Set<String> all = new TreeSet<>();
    try (OneLoop loop = new OneLoop()) {
      for (Route route : loop.routes()) {
        for (HttpMethod method : route.methods() == null ? Set.<HttpMethod>of() : route.methods()) {
          if (method != HttpMethod.HEAD) {
            all.add(method + " " + route.getPath().replaceAll(":(\\w+)", "{$1}"));
          }
        }
      }
    }
    return all;
  }

  @Test
  void everyRouteIsDescribedAndWhatIsDescribedIsARoute() {
    assertThat(described()).isEqualTo(routed()).isNotEmpty();
  }

  @Test
  void whatARouteHasInItsPathIsAParameter() {
    for (String path : in(document, "paths").keySet()) {
      assertThat(in(document, "paths", path).containsKey("parameters"))
          .as(path)
          .isEqualTo(path.contains("{"));
    }
  }

  @Test
  void theCodesOfProblemsAreThoseOfErrors() {
    assertThat(in(document, "components", "schemas", "ErrorCode").get("enum"))
        .isEqualTo(Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).toList());
  }

  @Test
  void whatIsReferredToIsThere() {
    List<String> references = new ArrayList<>();
    gather(document, references);
    assertThat(references).hasSizeGreaterThan(50);
    for (String reference : references) {
      assertThat(reference).startsWith("#/components/");
      assertThat(in(document, reference.substring(2).split("/"))).as(reference).isNotNull();
    }
  }

  private static void gather(Object node, List<String> references) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (key.equals("$ref")) {
              references.add((String) value);
            } else {
              gather(value, references);
            }
          });
    } else if (node instanceof List<?> list) {
      list.forEach(each -> gather(each, references));
    }
  }
}
