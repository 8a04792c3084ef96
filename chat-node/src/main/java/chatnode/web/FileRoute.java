package chatnode.web;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;

/** Files of a shelf, below a path; what is not there is left to the next. */
public record FileRoute(String below, Shelf shelf) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    String name = nameIn(context.normalizedPath());
    if (name == null) {
      context.next();
      return;
    }
    answer(context, name);
  }

  /** This file, whatever path was asked for. */
  public void answer(RoutingContext context, String name) {
    shelf
        .find(context.vertx(), name)
        .onSuccess(
            file -> {
              if (file == null) {
                context.next();
              } else if (isRead(context.request().method())) {
                file.answer(context);
              } else {
                Endpoints.otherMethod(context);
              }
            })
        .onFailure(context::fail);
  }

  private static boolean isRead(HttpMethod method) {
    return method == HttpMethod.GET || method == HttpMethod.HEAD;
  }

  /** Null for what can only be meant to lead elsewhere. */
  private String nameIn(String path) {
    if (!path.startsWith(below)) {
      return null;
    }
    String name;
    try {
      name = QueryStringDecoder.decodeComponent(path.substring(below.length()).replace("+", "%2B"));
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (name.isEmpty()) {
      return "index.html";
    }
    boolean isOdd =
        name.indexOf('\\') >= 0
            || name.indexOf('\0') >= 0
            || name.endsWith("/")
            || Arrays.stream(name.split("/"))
                .anyMatch(part -> part.isEmpty() || part.startsWith("."));
    return isOdd ? null : name;
  }
}
