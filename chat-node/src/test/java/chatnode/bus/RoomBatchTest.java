package chatnode.bus;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomBatchTest {
  @Test
  void batchesOfSeveralRoomsSurviveTheBusAndUnwantedOnesAreSteppedOver() {
    Buffer buffer = Buffer.buffer();
    for (String room : List.of("one", "방", "three")) {
      Draft draft = Draft.text(new Person("c", "nick"), room, "text of " + room);
      new RoomBatch(room, 99, List.of(new Entry(4, 5, draft), new Entry(5, 6, draft)))
          .appendTo(buffer);
    }
    List<RoomBatch> read = new ArrayList<>();
    RoomBatch.read(buffer, 0, room -> !room.equals("one"), read::add);
    assertThat(read).extracting(RoomBatch::room).containsExactly("방", "three");
    assertThat(read.get(0).epoch()).isEqualTo(99);
    assertThat(read.get(0).entries()).extracting(Entry::seq).containsExactly(4L, 5L);
    assertThat(read.get(1).entries().get(1).draft().id()).isEqualTo("three");
  }
}
