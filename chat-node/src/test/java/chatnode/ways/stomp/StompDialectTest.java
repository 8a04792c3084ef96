package chatnode.ways.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.protocol.Reference;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StompDialectTest {
  private static final int TEXT = 0x81;
  private static final int BINARY = 0x82;
  private static final Person ANN = new Person("id", "ann");
  private static final StompDialect SUB = new StompDialect("sub-0", false);

  private static Entry text(long seq, String text) {
    return new Entry(seq, 1234, Draft.text(ANN, "m" + seq, text));
  }

  private static String frames(int opcode, byte[] wire) {
    assertThat(wire[0]).isEqualTo((byte) opcode);
    int header = wire[1] < 126 ? 2 : wire[1] == 126 ? 4 : 10;
    return new String(wire, header, wire.length - header, StandardCharsets.UTF_8);
  }

  @Test
  void aMessageHasTheHeadersOfTheContractAndItsTextForABody() {
    assertThat(frames(TEXT, SUB.entries("lobby", 5, List.of(text(7, "\"안녕\"\n<b>")))))
        .isEqualTo(
            """
            MESSAGE
            subscription:sub-0
            destination:/room/lobby
            message-id:5\\c7
            id:m7
            epoch:5
            seq:7
            from:id
            nick:ann
            at:1234
            content-type:text/plain;charset=utf-8
            content-length:12

            "안녕"
            <b>\0\
            """);
  }

  @Test
  void whatWasChangedAndWhatChangesItSayWhatTheyAre() {
    Reference of = new Reference("i:d", "m7");
    Person odd = new Person("i:d", "ann");
    Entry answer = new Entry(7, 1234, Draft.text(odd, "m7", "x", new Reference("b", "m0")));
    Entry edit = new Entry(8, 99, Draft.edit(odd, "m8", of, "y"));
    Entry delete = new Entry(9, 99, Draft.delete(odd, "m9", of));
    assertThat(frames(TEXT, SUB.entries("r", 5, List.of(answer.after(edit)))))
        .contains("\nre-from:b\nre-id:m0\nedited:99\n", "\ncontent-length:1\n")
        .doesNotContain("\ntype:")
        .endsWith("\n\ny\0");
    assertThat(frames(TEXT, SUB.entries("r", 5, List.of(edit))))
        .contains("\ntype:edit\nof-from:i\\cd\nof-id:m7\n")
        .endsWith("\n\ny\0");
    assertThat(frames(TEXT, SUB.entries("r", 5, List.of(delete))))
        .contains("\ntype:delete\nof-from:i\\cd\nof-id:m7\n", "\ncontent-length:0\n")
        .endsWith("\n\n\0");
    assertThat(frames(TEXT, SUB.entries("r", 5, List.of(answer.after(delete)))))
        .contains("\nre-from:b\nre-id:m0\ndeleted:true\n")
        .endsWith("\n\n\0");
  }

  @Test
  void whatAHeaderCannotHaveIsEscaped() {
    Person odd = new Person("i:d", "a:b\\c 벤");
    Entry entry = new Entry(1, 1, Draft.text(odd, "x:\r\n\\", "a:b\\\n"));
    String frame = frames(TEXT, new StompDialect("s:\n", false).entries("방", 1, List.of(entry)));
    assertThat(frame)
        .contains("\nsubscription:s\\c\\n\n")
        .contains("\ndestination:/room/방\n")
        .contains("\nid:x\\c\\r\\n\\\\\n")
        .contains("\nfrom:i\\cd\n")
        .contains("\nnick:a\\cb\\\\c 벤\n")
        .endsWith("\n\na:b\\\n\0");
  }

  @Test
  void aBatchIsOneTextFrame() {
    byte[] wire = SUB.entries("r", 1, List.of(text(1, "one"), text(2, "two"), text(3, "three")));
    assertThat(frames(TEXT, wire).split("\0")).hasSize(3).allMatch(each -> each.startsWith("MESS"));
  }

  /** Text frames of WebSocket are UTF-8, so all of the batch goes in a binary one. */
  @Test
  void aBatchWithBytesInItIsABinaryFrame() {
    byte[] data = {0, (byte) 0xff, 10};
    Entry bytes = new Entry(2, 1, Draft.binary(ANN, "m2", data));
    byte[] wire = SUB.entries("r", 1, List.of(text(1, "one"), bytes));
    assertThat(frames(BINARY, wire))
        .contains("\ncontent-type:application/octet-stream\ncontent-length:3\n\n");
    assertThat(Arrays.copyOfRange(wire, wire.length - 6, wire.length))
        .containsExactly('\n', '\n', 0, (byte) 0xff, 10, 0);
  }

  @Test
  void anyNumberOfMessagesOfAnySizeFits() {
    for (int length : new int[] {0, 1, 100, 40_000, 100_000}) {
      String body = "x".repeat(length);
      String all = frames(TEXT, SUB.entries("r", 1, List.of(text(1, body), text(2, ":" + body))));
      assertThat(all.split("\0")[1]).endsWith("\n\n:" + body);
    }
  }

  @Test
  void whoMayAcknowledgeIsToldWhatWith() {
    StompDialect acked = new StompDialect("0", true);
    assertThat(frames(TEXT, acked.entries("r", 5, List.of(text(7, "x")))))
        .contains("\nack:5\\c7\n");
    assertThat(frames(TEXT, SUB.entries("r", 5, List.of(text(7, "x"))))).doesNotContain("\nack:");
  }

  @Test
  void nothingIsToldButMessages() {
    ServerFrame presence = new ServerFrame.Presence("r", List.of(ANN), List.of(), 1);
    assertThat(SUB.frames(List.of(presence))).isSameAs(Dialect.NOTHING);
    assertThat(SUB.isNumbered()).isTrue();
  }

  @Test
  void subscriptionsOfOneIdShareADialectWhoeverTheirClientsAre() {
    StompDialects dialects = new StompDialects();
    StompDialect first = dialects.of("0", false);
    assertThat(dialects.of("0", false)).isSameAs(first);
    assertThat(dialects.of("0", true)).isNotSameAs(first);
    assertThat(dialects.of("1", false)).isNotSameAs(first);
  }

  /** Who makes up an id for each subscription pushes out what nobody has asked for of late. */
  @Test
  void onlyTheLastIdsAreRemembered() {
    StompDialects dialects = new StompDialects();
    StompDialect often = dialects.of("often", false);
    StompDialect once = dialects.of("once", false);
    for (int i = 0; i < 10_000; i++) {
      dialects.of("id " + i, false);
      assertThat(dialects.of("often", false)).isSameAs(often);
    }
    assertThat(dialects.of("once", false)).isNotSameAs(once);
  }
}
