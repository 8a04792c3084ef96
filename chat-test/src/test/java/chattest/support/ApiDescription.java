package chattest.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;

/**
 * The OpenAPI document of a node, to hold its answers against: each has a status, a type, headers
 * and fields that it names. It lets clients ignore fields they do not know; here there are none.
 */
public final class ApiDescription {
  private static final String BASE = "https://chat.example/openapi";

  private final Map<String, Object> document;
  private final SchemaRegistry schemas;

  private ApiDescription(String yaml) {
    this.document = new Yaml().load(yaml);
    close(document);
    String json = new JsonObject(document).encode();
    this.schemas =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi31(), builder -> builder.schemas(Map.of(BASE, json)));
  }

  /** As the node serves it. */
  public static ApiDescription of(NodeProcess node) {
    return new ApiDescription(Http.get(node.http("/api/openapi.yaml")).body());
  }

  /** From here on an object may have no fields but those that are named. */
  private static void close(Object node) {
    if (node instanceof Map<?, ?> map) {
      map.values().forEach(ApiDescription::close);
      if (map.get("properties") instanceof Map
          && !String.valueOf(map.get("oneOf")).contains("$ref")) {
        object(map).put("additionalProperties", false);
      }
    } else if (node instanceof List<?> list) {
      list.forEach(ApiDescription::close);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object node) {
    return (Map<String, Object>) node;
  }

  /** What is not described - another path, another method - is not looked at. */
  public void check(String method, String pathAndQuery, HttpResponse<String> answer) {
    String template = template(pathAndQuery.replaceAll("[?].*", ""));
    String action = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
    if (template == null
        || !object(object(document.get("paths")).get(template)).containsKey(action)) {
      return;
    }
    String what = method + " " + pathAndQuery + " -> " + answer.statusCode();
    Map<String, Object> operation =
        object(object(object(document.get("paths")).get(template)).get(action));
    Object described = object(operation.get("responses")).get("" + answer.statusCode());
    assertThat(described).as(what).isNotNull();
    String pointer = pointer(described, template, action, answer.statusCode());
    Map<String, Object> response = object(resolved(described));
    checkHeaders(what, response, answer);
    if (!method.equals("HEAD") && response.containsKey("content")) {
      checkBody(what, response, pointer, answer);
    }
  }

  private String template(String path) {
    for (String each : object(document.get("paths")).keySet()) {
      if (path.matches(each.replaceAll("\\{\\w+}", "[^/]+"))) {
        return each;
      }
    }
    return null;
  }

  private Object resolved(Object node) {
    Object reference = object(node).get("$ref");
    if (reference == null) {
      return node;
    }
    Object at = document;
    for (String name : ((String) reference).substring(2).split("/")) {
      at = object(at).get(name);
    }
    return at;
  }

  private static String pointer(Object described, String template, String action, int status) {
    Object reference = object(described).get("$ref");
    return reference != null
        ? ((String) reference).substring(1)
        : "/paths/" + template.replace("/", "~1") + "/" + action + "/responses/" + status;
  }

  private void checkHeaders(
      String what, Map<String, Object> response, HttpResponse<String> answer) {
    Map<String, Object> described = new HashMap<>();
    if (response.containsKey("headers")) {
      described.putAll(object(response.get("headers")));
    }
    Map<String, Object> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    known.putAll(described);
    for (String name : List.of("ETag", "Retry-After")) {
      boolean isThere = answer.headers().firstValue(name).isPresent();
      if (isThere || name.equals("ETag")) {
        assertThat(isThere).as(what + ": " + name).isEqualTo(known.containsKey(name));
      }
    }
  }

  private void checkBody(
      String what, Map<String, Object> response, String pointer, HttpResponse<String> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
    assertThat(object(response.get("content"))).as(what).containsKey(type);
    if (type.endsWith("json")) {
      String at = BASE + "#" + pointer + "/content/" + type.replace("/", "~1") + "/schema";
      Schema schema = schemas.getSchema(SchemaLocation.of(at));
      assertThat(schema.validate(answer.body(), InputFormat.JSON))
          .as(what + answer.body())
          .isEmpty();
    }
  }
}
