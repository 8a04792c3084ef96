package chatnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostReaderTest {
  private static final PostReader READER = new PostReader(new TextRule(10));

  private static Post read(String json) {
    return read(json, StandardCharsets.UTF_8);
  }

  private static Post read(String json, Charset charset) {
    return READER.read(json.replace('\'', '"').getBytes(charset));
  }

  private static ErrorCode refused(Runnable reading) {
    ErrorCode[] code = new ErrorCode[1];
    assertThatThrownBy(reading::run)
        .isInstanceOfSatisfying(Refusal.class, refusal -> code[0] = refusal.code());
    return code[0];
  }

  @Test
  void allFieldsAreRead() {
    String all = "{'id':'1','nick':' 벤 ','client':'0123456789abcdef','text':'안녕 👋','again':true}";
    assertThat(read(all))
        .isEqualTo(
            new Post(
                new MessageId("1"),
                new Nickname("벤"),
                new Secret("0123456789abcdef"),
                "안녕 👋",
                null,
                true));
  }

  @Test
  void onlyATextIsNeeded() {
    Post guest = new Post(null, new Nickname("guest"), null, "hi", null, false);
    assertThat(read(" {'text':'hi'}\r\n")).isEqualTo(guest);
    assertThat(read("{'text':'hi','id':null,'nick':null,'client':null,'more':[{}]}"))
        .isEqualTo(guest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "hello",
        "'hello'",
        "[{'text':'hi'}]",
        "{'text':'hi'",
        "{'text':'hi'}{'text':'hi'}",
        "{'text':'hi'}\n{'text':'hi'}",
        "{'text':'hi'} trailing",
        "{'text':'hi','text':'ho'}",
        "{'text':'hi',}",
        "{text:'hi'}"
      })
  void whatIsNoSingleObjectIsABadFrame(String body) {
    assertThat(refused(() -> read(body))).isEqualTo(ErrorCode.BAD_FRAME);
  }

  @Test
  void whatIsNestedTooDeepIsABadFrame() {
    String deep = "{'text':'hi','more':" + "[".repeat(100) + "]".repeat(100) + "}";
    assertThat(refused(() -> read(deep))).isEqualTo(ErrorCode.BAD_FRAME);
  }

  /** The parser would guess the encoding. */
  @Test
  void onlyUtf8IsRead() {
    assertThat(refused(() -> read("{'text':'hi'}", StandardCharsets.UTF_16)))
        .isEqualTo(ErrorCode.BAD_FRAME);
    assertThat(refused(() -> read("{'text':'hi'}", StandardCharsets.UTF_16LE)))
        .isEqualTo(ErrorCode.BAD_FRAME);
    assertThat(refused(() -> read("{'text':'h\u00e9'}", StandardCharsets.ISO_8859_1)))
        .isEqualTo(ErrorCode.BAD_FRAME);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                  | BAD_FIELD
          {'text':7}                          | BAD_FIELD
          {'text':null}                       | BAD_FIELD
          {'text':''}                         | BAD_FIELD
          {'text':'a\\u0000'}                 | BAD_FIELD
          {'text':'a\\ud800'}                 | BAD_FIELD
          {'text':'01234567890'}              | TOO_LONG
          {'text':'hi','id':''}               | BAD_FIELD
          {'text':'hi','id':7}                | BAD_FIELD
          {'text':'hi','nick':''}             | BAD_FIELD
          {'text':'hi','nick':{}}             | BAD_FIELD
          {'text':'hi','client':'short'}      | BAD_FIELD
          """)
  void aFieldThatCannotBeIsRefusedAsInAFrame(String body, ErrorCode code) {
    assertThat(refused(() -> read(body))).isEqualTo(code);
  }
}
