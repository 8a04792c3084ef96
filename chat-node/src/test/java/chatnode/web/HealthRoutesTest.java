package chatnode.web;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.health.Health;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HealthRoutesTest {

  @Test
  void aNodeThatShouldBeStartedAnewIsNotLive(Vertx vertx, VertxTestContext context) {
    Router router = Router.router(vertx);
    HealthRoutes.mount(router, () -> new Health("n", 0, false, List.of(), List.of()));
    vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(0, "127.0.0.1")
        .compose(
            server ->
                vertx
                    .createHttpClient()
                    .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/health/live"))
        .compose(request -> request.send())
        .compose(response -> response.body().map(body -> check(response, body)))
        .onComplete(context.succeedingThenComplete());
  }

  private static Void check(HttpClientResponse response, Buffer body) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(body.toString()).contains("down");
    return null;
  }
}
