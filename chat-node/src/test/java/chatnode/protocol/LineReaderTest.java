package chatnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static final Measure BAN =
      new Measure(Act.BAN, "room", "~ann", null, Measure.FOR_GOOD, "spam", null);

  private static Line again(String room) throws IOException, LineReader.Broken {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LineWriter lines = new LineWriter(out);
    lines.write(new Line.Message(room, 1, new Entry(1, 2, BAN.draft("id"))));
    lines.flush();
    return new LineReader(new ByteArrayInputStream(out.toByteArray())).next();
  }

  @Test
  void theLogOfTheHouseIsCarriedFromStoreToStore() throws Exception {
    Line.Message read = (Line.Message) again(RoomName.OF_THE_HOUSE);
    assertThat(read.room()).isEqualTo("#house");
    assertThat(Measure.of(read.entry().draft())).isEqualTo(BAN);
  }

  @Test
  void noOtherRoomHasSuchAName() {
    assertThatThrownBy(() -> again("#other")).isInstanceOf(LineReader.Broken.class);
    assertThatThrownBy(() -> new RoomName(RoomName.OF_THE_HOUSE)).isInstanceOf(Refusal.class);
  }
}
