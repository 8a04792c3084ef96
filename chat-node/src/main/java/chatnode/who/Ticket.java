package chatnode.who;

/**
 * Stands for somebody once, where no header can be sent. Never logged.
 *
 * @param until it can be used, epoch milliseconds
 */
public record Ticket(String text, long until) {

  @Override
  public String toString() {
    return "a ticket";
  }
}
