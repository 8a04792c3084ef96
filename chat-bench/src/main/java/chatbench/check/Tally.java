package chatbench.check;

/** What there was to check. */
final class Tally {
  long acked;
  long delivered;
  long forgone;
  String firstForgone = "";
  long excused;
  long readBack;
}
