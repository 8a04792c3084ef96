package chatnode.ways.ws;

import chatnode.LoopThreads;
import chatnode.Talkative;
import chatnode.protocol.FrameReader;
import chatnode.protocol.TextRule;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** From a frame's bytes, as a socket hands them over, to what a session takes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {LoopThreads.WANTED, LoopThreads.NAMED})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReadingFrames {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_CHARACTERS = 4000;

  /** What is in the frame; the last is what a client sends that has gathered a hundred messages. */
  @Param({"say", "korean", "join", "history", "hundred"})
  public String what;

  private final Talkative people = new Talkative();
  private final FrameReader reader = new FrameReader(new TextRule(MOST_CHARACTERS));
  private FrameAssembler assembler;
  private WebSocketFrame frame;

  @Setup
  public void send(Blackhole session) {
    assembler =
        new FrameAssembler(
            MOST_BYTES,
            new Listening() {
              @Override
              public void text(String text) {
                reader.read(text, session::consume, ReadingFrames::refused);
              }
            });
    frame = new TextWebSocketFrame(text());
  }

  private static void refused(RuntimeException refusal) {
    throw refusal;
  }

  private String text() {
    return switch (what) {
      case "say" -> say(people.text());
      case "korean" -> say("회의는 내일 아침 열 시에 이 층 회의실에서 합니다 늦지 마세요");
      case "join" ->
          "{\"type\":\"join\",\"room\":\"lobby\",\"epoch\":1800000000000,\"after\":4711}";
      case "history" -> "{\"type\":\"history\",\"room\":\"lobby\",\"before\":4711,\"limit\":50}";
      case "hundred" ->
          Stream.generate(() -> say(people.text())).limit(100).collect(Collectors.joining("\n"));
      default -> throw new IllegalArgumentException(what);
    };
  }

  private String say(String text) {
    String frame = "{\"type\":\"say\",\"room\":\"lobby\",\"id\":\"%s\",\"text\":\"%s\"}";
    return frame.formatted(people.id(), text);
  }

  @Benchmark
  public void read() throws Violation {
    assembler.frame(frame);
  }
}
