package chatnode.protocol;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One whole JSON object as plain values: maps, lists, texts, numbers, booleans and nulls. For what
 * is read seldom, and wants to be understood to the last key: no key stands twice.
 */
public final class JsonDocument {

  /** It is none: one sentence with the place. */
  public static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    private Broken(JsonLocation at, String why) {
      super("line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + why);
    }
  }

  public static Map<String, Object> object(String text) throws Broken {
    try (JsonParser json = Json.FACTORY.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new Broken(json.currentLocation(), "a JSON object is needed here");
      }
      Map<String, Object> object = map(json);
      if (json.nextToken() != null) {
        throw new Broken(json.currentLocation(), "something follows the JSON object");
      }
      return object;
    } catch (JsonProcessingException e) {
      boolean isTwice = e.getOriginalMessage().startsWith("Duplicate");
      throw new Broken(e.getLocation(), isTwice ? "this key is there already" : "this is no JSON");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // text in memory does not fail
    }
  }

  private static Map<String, Object> map(JsonParser json) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      map.put(name, value(json));
    }
    return map;
  }

  private static List<Object> list(JsonParser json) throws IOException {
    List<Object> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(json));
    }
    return list;
  }

  private static Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> map(json);
      case START_ARRAY -> list(json);
      case VALUE_STRING -> json.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> json.getNumberValue();
    };
  }

  private JsonDocument() {}
}
