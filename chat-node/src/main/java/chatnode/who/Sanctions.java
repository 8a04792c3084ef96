package chatnode.who;

/** What holds against somebody at the moment, beside the rules. Of one loop. */
public interface Sanctions {
  /** A sentence that says why he may not, or null. */
  String against(Principal who, String room, Deed deed);

  /** Why he is not let in at all, or null. */
  String against(Principal who);

  /** Why nobody is let in who comes from there, or null. */
  String againstAddress(String address);

  /** Another one when anything may have changed. */
  int version();
}
