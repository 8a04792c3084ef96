package chatnode.protocol;

/**
 * A message of somebody who has not said hello.
 *
 * @param id null when it need not be known again
 * @param secret null for a stranger
 * @param re what it answers, or null
 * @param again it may have been said long ago, so that only the store knows
 */
public record Post(
    MessageId id, Nickname nick, Secret secret, String text, Reference re, boolean again) {}
