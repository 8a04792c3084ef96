package chatnode.protocol;

import java.nio.charset.StandardCharsets;

/** A message as another one names it: the public id of who said it, and that client's own id. */
public record Reference(String from, String id) {
  private static final int MOST_BYTES = 255;

  public Reference {
    if (from.isEmpty()
        || from.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES
        || TextRule.hasLoneSurrogate(from)
        || from.chars().anyMatch(Character::isISOControl)) {
      throw new Refusal(ErrorCode.BAD_FIELD, "from: the public id of who said it is needed here");
    }
    new MessageId(id);
  }
}
