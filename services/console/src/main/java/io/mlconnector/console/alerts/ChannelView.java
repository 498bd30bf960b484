package io.mlconnector.console.alerts;

import java.time.Instant;

/**
 * A channel as people see it.
 *
 * @param kind {@code webhook} or {@code mail}; null where its settings are wrong
 * @param target where it leads; null where its settings are wrong
 * @param tone {@code good}, {@code busy} or {@code bad}
 * @param state in words; what to do where it is bad
 * @param held how many notices are held back or wait for the message before them
 * @param last when it last got a message to send; null for never
 * @param next when the message that is on its way is sent again; null for none
 * @param answer what its receiver answered last; null for nothing
 */
public record ChannelView(
    String name,
    String kind,
    String target,
    String tone,
    String state,
    long held,
    Instant last,
    Instant next,
    String answer) {}
