package chatnode.ways.stomp;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What comes in binary frames has not been looked at yet. */
final class Utf8 {

  static String text(byte[] bytes) {
    try {
      return decode(bytes);
    } catch (CharacterCodingException e) {
      throw new Refusal(ErrorCode.BAD_FRAME, "headers and texts are UTF-8");
    }
  }

  static boolean isText(byte[] bytes) {
    try {
      decode(bytes);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private Utf8() {}
}
