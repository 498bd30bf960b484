package io.mlconnector.sandbox.zoho;

import java.time.Instant;
import java.util.Set;

/**
 * A notification channel (sheet B3).
 *
 * @param events such as {@code Accounts.edit} or {@code Accounts.all}
 * @param related whether a change of a related record counts as one of the record itself
 * @param withValues whether callbacks carry the values that changed
 * @param onlyFields an edit is told only when one of these changed; empty for any
 */
public record Channel(
    String id,
    Set<String> events,
    Instant expiry,
    String token,
    String notifyUrl,
    boolean related,
    boolean withValues,
    Set<String> onlyFields) {

  boolean wants(Change change) {
    String event =
        switch (change.kind()) {
          case CREATED -> "create";
          case EDITED -> "edit";
          case DELETED -> "delete";
        };
    String module = change.module().name() + ".";
    boolean subscribed = events.contains(module + event) || events.contains(module + "all");
    boolean edit = change.kind() == Change.Kind.EDITED;
    return subscribed
        && (!edit
            || onlyFields.isEmpty()
            || change.fields().stream().anyMatch(onlyFields::contains));
  }

  boolean isAlive(Instant now) {
    return now.isBefore(expiry);
  }
}
