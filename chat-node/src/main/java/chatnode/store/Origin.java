package chatnode.store;

/**
 * Where an epoch comes from: its own numbers begin behind {@code after} of {@code parent}, and
 * those up to there are its parent's.
 *
 * @param turn rises with every opening and closing of a room: the epoch with the highest is the
 *     present one
 * @param parent 0 for none
 */
public record Origin(long epoch, long turn, long parent, long after) {}
