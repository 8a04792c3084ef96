package chatnode.who;

/** What holds against somebody at the moment, beside the rules. Of one loop. */
public interface Sanctions {
  Sanctions NONE =
      new Sanctions() {
        @Override
        public String against(Principal who, String room, Deed deed) {
          return null;
        }

        @Override
        public int version() {
          return 0;
        }
      };

  /** A sentence that says why he may not, or null. */
  String against(Principal who, String room, Deed deed);

  /** Another one when anything may have changed. */
  int version();
}
