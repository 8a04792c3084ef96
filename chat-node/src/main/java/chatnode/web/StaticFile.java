package chatnode.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.MimeMapping;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A file as it is sent: asked for each time, sent only when changed.
 *
 * @param tag weak, as a compressed answer has other bytes (RFC 9110 section 8.8.1)
 * @param content null for one that stays on disk
 * @param path null for one in memory
 */
record StaticFile(String name, String tag, long length, Buffer content, Path path) {

  static StaticFile packed(String name, byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return new StaticFile(
        name, tag(sum.getValue(), bytes.length), bytes.length, Buffer.buffer(bytes), null);
  }

  static StaticFile onDisk(Path path, BasicFileAttributes found) {
    return new StaticFile(
        path.getFileName().toString(),
        tag(found.lastModifiedTime().toMillis(), found.size()),
        found.size(),
        null,
        path);
  }

  private static String tag(long version, long length) {
    return "W/\"" + Long.toHexString(version) + "-" + Long.toHexString(length) + "\"";
  }

  void answer(RoutingContext context) {
    HttpServerResponse response = context.response();
    response
        .putHeader("Content-Type", type())
        .putHeader("Cache-Control", "no-cache")
        .putHeader("Vary", "Accept-Encoding")
        .putHeader("ETag", tag);
    if (isKnown(context.request().getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
    } else if (context.request().method() == HttpMethod.HEAD) {
      response.putHeader("Content-Length", Long.toString(length)).end();
    } else if (content != null) {
      response.end(content);
    } else {
      response.sendFile(path.toString()).onFailure(context::fail);
    }
  }

  private String type() {
    if (name.endsWith(".d.ts")) {
      return "text/plain; charset=utf-8"; // and no film, which MPEG has the ending for
    }
    String type = MimeMapping.mimeTypeForFilename(name);
    if (type == null) {
      return "application/octet-stream";
    }
    boolean isText =
        type.startsWith("text/") || type.endsWith("javascript") || type.endsWith("json");
    return isText ? type + "; charset=utf-8" : type;
  }

  private boolean isKnown(String tags) {
    return tags != null
        && Arrays.stream(tags.split(","))
            .map(String::trim)
            .anyMatch(each -> each.equals("*") || each.equals(tag) || ("W/" + each).equals(tag));
  }
}
