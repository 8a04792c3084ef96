package chatbench.report;

/** A time in which nothing arrived for one client in one room, and where in the run it ended. */
record Pause(double ms, String client, String room, double second) {
  static final Pause NONE = new Pause(0, "", "", 0);
}
