package io.mlconnector.console.alerts;

import io.mlconnector.console.alerts.channel.Answer;
import io.mlconnector.console.alerts.channel.Answer.Outcome;
import io.mlconnector.console.alerts.channel.Channel;
import io.mlconnector.console.alerts.channel.Digest;
import io.mlconnector.console.alerts.channel.Digest.Entry;
import io.mlconnector.console.alerts.channel.Outgoing;
import io.mlconnector.console.alerts.channel.QuietHours;
import io.mlconnector.console.alerts.channel.Rules;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Remembers what was sent; each message is a line for each alert: event, kind, sentence. */
final class FakeChannel implements Channel {

  final List<Outgoing> sent = new ArrayList<>();
  Answer answer = new Answer(Outcome.TAKEN, null, "answered 204");
  Runnable whileSending = () -> {};
  String target = "https://example.com";
  private final String name;
  private final Rules rules;

  FakeChannel(String name, Severity passes, Severity least, String... quietHours) {
    this.name = name;
    this.rules = new Rules(QuietHours.parse(List.of(quietHours), ZoneId.of("Z")), passes, least);
  }

  static FakeChannel open(String name) {
    return new FakeChannel(name, Severity.URGENT, Severity.NOTICE);
  }

  /** The lines of all messages since the last call. */
  List<String> told() {
    List<String> lines =
        sent.stream().flatMap(each -> each.body().lines()).collect(Collectors.toList());
    sent.clear();
    return lines;
  }

  void failWith(String words) {
    answer = new Answer(Outcome.FAILED, null, words);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return "webhook";
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public String fingerprint() {
    return target;
  }

  @Override
  public Rules rules() {
    return rules;
  }

  @Override
  public Duration timeout() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Outgoing write(String id, Digest digest) {
    return new Outgoing(
        id,
        digest.type(),
        digest.entries().stream().map(FakeChannel::line).collect(Collectors.joining("\n")));
  }

  private static String line(Entry each) {
    return each.event() + " " + each.kind() + ": " + each.sentence();
  }

  @Override
  public Answer send(Outgoing message) {
    sent.add(message);
    whileSending.run();
    return answer;
  }
}
