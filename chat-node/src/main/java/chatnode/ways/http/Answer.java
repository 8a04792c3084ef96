package chatnode.ways.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What is answered to a GET or a HEAD, or 304 to who has it already.
 *
 * <p>Its tag is made of its bytes, which are the same ones on every node; a strong one (RFC 9110
 * section 8.8.1), since they are not compressed.
 */
final class Answer {
  private static final String JSON = "application/json; charset=utf-8";
  private static final int TAG_BYTES = 12;

  private final HttpServerResponse response;
  private final List<String> known;
  private final boolean isHead;

  private Answer(HttpServerRequest request) {
    this.response = request.response();
    this.known = List.copyOf(request.headers().getAll("If-None-Match"));
    this.isHead = request.method() == HttpMethod.HEAD;
  }

  /** Holds nothing of the request but what it needs: some wait for a minute. */
  static Answer to(HttpServerRequest request) {
    return new Answer(request);
  }

  void json(byte[] body) {
    send(JSON, body);
  }

  /** Nothing is said to a client that has gone. */
  void send(String type, byte[] body) {
    if (response.ended() || response.closed()) {
      return;
    }
    String tag = tag(body);
    response
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", "no-cache")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("ETag", tag);
    if (isKnown(tag)) {
      response.setStatusCode(304).end();
    } else if (isHead) {
      response.putHeader("Content-Length", Integer.toString(body.length)).end();
    } else {
      // Vert.x takes this for a wish, and does not send it.
      response.putHeader("Content-Encoding", "identity").end(Buffer.buffer(body));
    }
  }

  private static String tag(byte[] body) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
      byte[] some = Arrays.copyOf(hash, TAG_BYTES);
      return '"' + Base64.getUrlEncoder().encodeToString(some) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** Compared weakly (RFC 9110 section 13.1.2). */
  private boolean isKnown(String tag) {
    return known.stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .map(String::trim)
        .anyMatch(each -> each.equals("*") || each.equals(tag) || each.equals("W/" + tag));
  }
}
