package chatbench.fanout;

/** Time that processors have spent so far, in seconds; asked at both ends of what is measured. */
public interface Processors {
  double server();

  double load();
}
