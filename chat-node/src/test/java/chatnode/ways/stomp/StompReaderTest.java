package chatnode.ways.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** STOMP 1.2, "Frames and Headers" and "Augmented BNF". */
class StompReaderTest {
  private static final int MOST = 1000;

  /** What can be told apart of a frame. */
  private record Read(String command, Map<String, String> headers, String body) {}

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<Read> read(byte[]... chunks) {
    StompReader reader = new StompReader(MOST);
    List<Read> frames = new ArrayList<>();
    for (byte[] chunk : chunks) {
      reader.feed(chunk, true);
      for (StompFrame frame = reader.next(); frame != null; frame = reader.next()) {
        String body = new String(frame.body(), StandardCharsets.ISO_8859_1);
        frames.add(new Read(frame.command(), frame.headers(), body));
      }
      assertThat(reader.kept()).isLessThanOrEqualTo(MOST);
    }
    return frames;
  }

  private static List<Read> read(String text) {
    return read(utf8(text));
  }

  private static Read only(String text) {
    List<Read> frames = read(text);
    assertThat(frames).hasSize(1);
    return frames.get(0);
  }

  private static void assertRefused(String text, ErrorCode code) {
    assertRefused(utf8(text), code);
  }

  private static void assertRefused(byte[] bytes, ErrorCode code) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void aFrameIsACommandHeadersAndABody() {
    assertThat(only("SEND\ndestination:/room/a\nid:1\n\nhello\nthere\0"))
        .isEqualTo(new Read("SEND", Map.of("destination", "/room/a", "id", "1"), "hello\nthere"));
    assertThat(only("DISCONNECT\n\n\0")).isEqualTo(new Read("DISCONNECT", Map.of(), ""));
  }

  @Test
  void aLineMayEndWithACarriageReturnToo() {
    assertThat(only("SEND\r\na:b\r\n\r\nx\r\n\0"))
        .isEqualTo(new Read("SEND", Map.of("a", "b"), "x\r\n"));
  }

  @Test
  void lineEndsBetweenFramesAreNothing() {
    assertThat(read("\n\r\n\n")).isEmpty();
    assertThat(read("\n\nACK\n\n\0\n\r\n\nNACK\n\n\0\n"))
        .extracting(Read::command)
        .containsExactly("ACK", "NACK");
  }

  @Test
  void aBodyOfAStatedLengthMayHaveNulsAndMore() {
    assertThat(only("SEND\ncontent-length:11\n\na\0b\n\nSEND\n\n\0").body())
        .isEqualTo("a\0b\n\nSEND\n\n");
    assertThat(only("SEND\ncontent-length:0\n\n\0").body()).isEmpty();
  }

  @Test
  void ofARepeatedHeaderTheFirstCounts() {
    assertThat(only("SEND\nfoo:World\nfoo:Hello\n\n\0").headers()).containsEntry("foo", "World");
  }

  @Test
  void aValueMayHaveColonsAndBlanksAndNothing() {
    assertThat(only("SEND\na:b:c\nd: e \nf:\n\n\0").headers())
        .isEqualTo(Map.of("a", "b:c", "d", " e ", "f", ""));
  }

  @Test
  void escapesStandForWhatNoHeaderCanHave() {
    assertThat(only("SEND\na\\cb:\\r\\n\\c\\\\\\\\n\n\n\0").headers())
        .isEqualTo(Map.of("a:b", "\r\n:\\\\n"));
    assertThat(only("STOMP\nlogin:a\\cb\n\n\0").headers()).containsEntry("login", "a:b");
  }

  /** STOMP 1.2, "Value Encoding": as 1.0 had it. */
  @Test
  void connectHasNoEscapes() {
    assertThat(only("CONNECT\nlogin:a\\cb\\t\n\n\0").headers()).containsEntry("login", "a\\cb\\t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SEND\na:\\t\n\n\0",
        "SEND\na:b\\\n\n\0",
        "SEND\nno colon\n\n\0",
        "SEND\n:no name\n\n\0",
        "SEND\na:b\0",
        "SEND\0",
        "\0",
        "SEND\ncontent-length:2\n\nabc\0",
      })
  void whatIsNoFrameIsRefused(String text) {
    assertRefused(text, ErrorCode.BAD_FRAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "+1", "1.5", "ten", "", " 1", "99999999999"})
  void aLengthIsANumberOfBytes(String length) {
    assertRefused("SEND\ncontent-length:" + length + "\n\nx\0", ErrorCode.BAD_FIELD);
  }

  @Test
  void headersAreUtf8() {
    assertThat(only("SEND\nnick:안녕\n\n\0").headers()).containsEntry("nick", "안녕");
    assertRefused(new byte[] {'S', '\n', 'a', ':', (byte) 0xff, '\n'}, ErrorCode.BAD_FRAME);
  }

  @ParameterizedTest
  @CsvSource({"64, true", "65, false"})
  void aFrameHasAtMost64Headers(int count, boolean isFrame) {
    String text = "SEND\n" + "a:b\n".repeat(count) + "\n\0";
    if (isFrame) {
      only(text);
    } else {
      assertRefused(text, ErrorCode.BAD_FRAME);
    }
  }

  @Test
  void aFrameMayBeAsLongAsTheLimit() {
    String head = "SEND\na:b\n\n";
    assertThat(only(head + "x".repeat(MOST - head.length()) + "\0").body()).endsWith("x");
    assertRefused(head + "x".repeat(MOST + 1 - head.length()), ErrorCode.TOO_LONG);
    assertRefused("x".repeat(MOST + 1), ErrorCode.TOO_LONG);
    assertRefused("SEND\na:" + "x".repeat(MOST), ErrorCode.TOO_LONG);
  }

  @Test
  void aLengthBeyondTheLimitIsRefusedBeforeTheBodyComes() {
    assertRefused("SEND\ncontent-length:1000\n\n", ErrorCode.TOO_LONG);
  }

  @Test
  void itIsKnownWhetherAFrameHasBegun() {
    StompReader reader = new StompReader(MOST);
    reader.feed(utf8("\nSEND\n"), true);
    assertThat(reader.next()).isNull();
    assertThat(reader.isBetweenFrames()).isFalse();
    reader.feed(utf8("\nx\0\n"), false);
    assertThat(reader.next().cameAsText()).isFalse();
    assertThat(reader.next()).isNull();
    assertThat(reader.isBetweenFrames()).isTrue();
    assertThat(reader.kept()).isZero();
  }

  private static final byte[] STREAM =
      utf8(
          "\r\nCONNECT\r\naccept-version:1.2\r\nlogin:안\\n\r\n\r\n\0\n\n"
              + "SEND\ndestination:/room/lobby\ncontent-length:9\n\na\0b\n\0👋\0"
              + "SEND\na\\\\b:\\c\\r\\n\nreceipt:1\n\n말\n\0"
              + "UNSUBSCRIBE\nid:0\n\n\0\n");

  @Test
  void framesAreTheSameWhereverTheStreamIsCut() {
    List<Read> whole = read(STREAM);
    assertThat(whole)
        .extracting(Read::command)
        .containsExactly("CONNECT", "SEND", "SEND", "UNSUBSCRIBE");
    assertThat(whole.get(1).body()).startsWith("a\0b\n\0");
    for (int i = 0; i <= STREAM.length; i++) {
      for (int j = i; j <= STREAM.length; j++) {
        assertThat(
                read(
                    Arrays.copyOfRange(STREAM, 0, i),
                    Arrays.copyOfRange(STREAM, i, j),
                    Arrays.copyOfRange(STREAM, j, STREAM.length)))
            .isEqualTo(whole);
      }
    }
  }

  @Test
  void framesAreTheSameByteByByte() {
    byte[][] bytes = new byte[STREAM.length][];
    for (int i = 0; i < STREAM.length; i++) {
      bytes[i] = new byte[] {STREAM[i]};
    }
    assertThat(read(bytes)).isEqualTo(read(STREAM));
  }

  // ---- whatever comes

  /** Pieces of frames, and bytes that are none. */
  @Provide
  Arbitrary<List<byte[]>> chunks() {
    Arbitrary<byte[]> pieces =
        Arbitraries.of(
                "CONNECT",
                "SEND",
                "\n",
                "\n\n",
                "\r\n",
                "a:b\n",
                ":",
                "\\",
                "\\c",
                "\\x",
                "\0",
                "\n\n\0",
                "content-length:",
                "3",
                "100",
                "999999999",
                "안",
                "\r")
            .map(StompReaderTest::utf8);
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
    return Arbitraries.frequencyOf(Tuple.of(9, pieces), Tuple.of(1, noise)).list().ofMaxSize(120);
  }

  /** A refusal or frames, whatever comes, and never more in memory than a frame may have. */
  @Property(tries = 3_000)
  void nothingThatComesDoesAnythingElse(@ForAll("chunks") List<byte[]> chunks) {
    StompReader reader = new StompReader(200);
    try {
      for (byte[] chunk : chunks) {
        reader.feed(chunk, false);
        for (StompFrame frame = reader.next(); frame != null; frame = reader.next()) {
          assertThat(frame.command()).isNotEmpty();
          assertThat(frame.body().length).isLessThanOrEqualTo(200);
          assertThat(frame.headers().size()).isLessThanOrEqualTo(64);
        }
        assertThat(reader.kept()).isLessThanOrEqualTo(200);
      }
    } catch (Refusal refusal) {
      assertThat(refusal.code())
          .isIn(Set.of(ErrorCode.BAD_FRAME, ErrorCode.BAD_FIELD, ErrorCode.TOO_LONG));
      assertThat(refusal.getMessage()).isNotBlank();
    } catch (RuntimeException e) {
      fail("neither a frame nor a refusal", e);
    }
  }

  @Provide
  Arbitrary<Read> frames() {
    Arbitrary<String> text = Arbitraries.strings().ofMaxLength(12).filter(StompReaderTest::isText);
    Arbitrary<String> names =
        text.filter(name -> !name.isEmpty() && !"content-length".equals(name));
    Arbitrary<String> bytes = Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(30);
    return Combinators.combine(
            Arbitraries.of("SEND", "STOMP", "SUBSCRIBE", "X"),
            Arbitraries.maps(names, text).ofMaxSize(5),
            bytes)
        .as(Read::new);
  }

  private static boolean isText(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text) && text.indexOf('\0') < 0;
  }

  /** Whatever clients say that can be said is understood, in chunks of any size. */
  @Property
  void whatIsWrittenIsRead(
      @ForAll("frames") Read frame,
      @ForAll("frames") Read next,
      @ForAll @IntRange(min = 1) int by) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(written(frame));
    stream.writeBytes(written(next));
    byte[] all = stream.toByteArray();
    List<byte[]> chunks = new ArrayList<>();
    for (int at = 0; at < all.length; at += Math.min(by, all.length)) {
      chunks.add(Arrays.copyOfRange(all, at, Math.min(all.length, at + Math.min(by, all.length))));
    }
    List<Read> read = read(chunks.toArray(new byte[0][]));
    assertThat(read).extracting(Read::command).containsExactly(frame.command(), next.command());
    assertThat(read.get(0)).isEqualTo(withLength(frame));
    assertThat(read.get(1)).isEqualTo(withLength(next));
  }

  private static Read withLength(Read frame) {
    Map<String, String> headers = new HashMap<>(frame.headers());
    headers.put("content-length", "" + frame.body().length());
    return new Read(frame.command(), headers, frame.body());
  }

  private static byte[] written(Read frame) {
    StringBuilder head = new StringBuilder(frame.command()).append('\n');
    withLength(frame)
        .headers()
        .forEach(
            (name, value) ->
                head.append(escaped(name)).append(':').append(escaped(value)).append('\n'));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(utf8(head.append('\n').toString()));
    bytes.writeBytes(frame.body().getBytes(StandardCharsets.ISO_8859_1));
    bytes.write(0);
    return bytes.toByteArray();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace(":", "\\c").replace("\n", "\\n").replace("\r", "\\r");
  }
}
