package chatbench.compare;

import chatbench.fanout.Measured;
import java.util.function.ToDoubleFunction;

/** What is told of a server at a number of sockets. */
enum Figure {
  LONE_CPU(
      "lone",
      "lone, us",
      "A lone message: µs of server CPU per delivery",
      Measured::microsPerDelivery),
  FULL_CPU(
      "saturated",
      "saturated, us",
      "Saturated: µs of server CPU per delivery",
      Measured::microsPerDelivery),
  FULL_RATE(
      "saturated",
      "deliveries/s",
      "Saturated: deliveries per second",
      Measured::deliveriesPerSecond),
  P50(
      "open",
      "p50, ms",
      "At {rate} messages a second: p50, ms",
      measured -> measured.latency().p50()),
  P99(
      "open",
      "p99, ms",
      "At {rate} messages a second: p99, ms",
      measured -> measured.latency().p99());

  final String scenario;

  /** For a terminal, which may know ASCII only. */
  final String head;

  final String title;
  final ToDoubleFunction<Measured> value;

  Figure(String scenario, String head, String title, ToDoubleFunction<Measured> value) {
    this.scenario = scenario;
    this.head = head;
    this.title = title;
    this.value = value;
  }
}
