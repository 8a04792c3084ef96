package chatnode.cluster;

import java.util.Set;
import java.util.UUID;

/** The others went on without this part: how many were {@code left} of how many, and since when. */
record CutOff(int left, int before, long since, Set<UUID> gone) {}
