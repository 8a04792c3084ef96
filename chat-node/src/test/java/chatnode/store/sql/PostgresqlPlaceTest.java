package chatnode.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.store.StoreProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresqlPlaceTest {

  @Test
  void userHostPortAndDatabaseAreTold() throws StoreProblem {
    PostgresqlPlace place = PostgresqlPlace.of("postgresql://ann@db.example:5433/chat", "secret");
    assertThat(place.url()).isEqualTo("jdbc:postgresql://db.example:5433/chat");
    assertThat(place.properties()).containsEntry("user", "ann").containsEntry("password", "secret");
    assertThat(place.name()).isEqualTo("postgresql://ann@db.example:5433/chat");
  }

  @Test
  void whatFollowsIsForTheDriverAndNotForOperators() throws StoreProblem {
    PostgresqlPlace place =
        PostgresqlPlace.of("postgresql://a%40b@one,two:5433/chat?sslmode=verify-full&x=%2Fa", null);
    assertThat(place.url()).isEqualTo("jdbc:postgresql://one,two:5433/chat");
    assertThat(place.properties())
        .containsEntry("user", "a@b")
        .containsEntry("sslmode", "verify-full")
        .containsEntry("x", "/a")
        .doesNotContainKey("password");
    assertThat(place.name()).doesNotContain("?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://",
        "postgresql://host",
        "postgresql://host/",
        "postgresql://user@/chat",
        "postgresql:///chat",
        "postgresql://host/chat?sslmode",
        "postgresql://a b/chat",
        "postgresql://user:secret@host/chat"
      })
  void anythingElseIsOneSentenceWithoutThePassword(String text) {
    assertThatThrownBy(() -> PostgresqlPlace.of(text, null))
        .isInstanceOf(StoreProblem.class)
        .hasMessageContaining("it has to be postgresql://user@host:port/database")
        .hasMessageNotContaining("secret");
  }
}
