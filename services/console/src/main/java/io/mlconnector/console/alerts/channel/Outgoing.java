package io.mlconnector.console.alerts.channel;

/**
 * A message as it is sent each time, to the letter.
 *
 * @param id the same however often it is sent
 */
public record Outgoing(String id, String subject, String body) {}
