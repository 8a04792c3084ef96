/**
 * Gives each message from an index on the `time` to show: its own, or that of one before it if that
 * is later. Goes at least to `least`, and then as long as something changes.
 */
export function settleTimes(messages, from, least) {
  let latest = messages[from - 1]?.time ?? 0;
  for (let i = from; i < messages.length; i++) {
    const message = messages[i];
    latest = Math.max(latest, message.at);
    if (message.time === latest && i >= least) {
      return;
    }
    message.time = latest;
  }
}
