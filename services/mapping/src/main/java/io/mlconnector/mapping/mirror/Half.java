package io.mlconnector.mapping.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.delivery.FieldValues;
import io.mlconnector.canonical.event.Sequence;
import java.time.Instant;

/**
 * What one side shows of one field, and what it showed when both last agreed. Only ever compared
 * with itself.
 *
 * @param agreed what it showed then; counts where the standing is {@code KNOWN}
 * @param newest what it shows now, as its route's expression gives it
 * @param plain the canonical value behind that, which its target field should show as well; null
 *     where the expression reads several
 * @param since when that was first seen
 * @param written the number of our last write of the field on this side
 * @param raw what the target field held when we last wrote or looked
 * @param rawOf what the side shows where its field holds {@code raw}; null while that is not sure
 * @param rawAt the number of that look or write
 */
record Half(
    Standing standing,
    JsonNode agreed,
    JsonNode newest,
    JsonNode plain,
    Instant since,
    Sequence written,
    JsonNode raw,
    JsonNode rawOf,
    Sequence rawAt) {

  /** A blank text: nothing is expected to be there. */
  private static final JsonNode NOTHING = TextNode.valueOf(" ");

  /** What is known of the last agreement. */
  enum Standing {
    /** There was none yet. */
    NONE,
    KNOWN,
    /** We wrote, and have not seen since what the side shows. */
    SETTLING,
    /** It shows something else than we wrote: another notation, or an edit; a look will tell. */
    DOUBTED,
    /** It was edited since we wrote. */
    EDITED
  }

  static final Half NEW = new Half(Standing.NONE, null, null, null, null, null, null, null, null);

  /** Whether the side was edited since the last agreement. */
  boolean changed() {
    return standing == Standing.EDITED
        || (standing == Standing.KNOWN && !FieldValues.same(newest, agreed));
  }

  /**
   * Whether the side has nothing there: a code that its route has no word for is something, which
   * the other side's value does not fill.
   */
  boolean empty() {
    return FieldValues.empty(newest) && FieldValues.empty(plain);
  }

  boolean stands(Standing other) {
    return standing == other;
  }

  /** What its target field is expected to hold now. */
  JsonNode expected() {
    JsonNode value = newest;
    if (standing == Standing.SETTLING || (rawOf != null && FieldValues.same(rawOf, newest))) {
      value = raw;
    } else if (plain != null) {
      value = plain;
    }
    return FieldValues.empty(value) ? NOTHING : value;
  }

  /** After a read that began when our last write had ended. */
  Half shows(Seen seen, Sequence read) {
    boolean same = FieldValues.same(seen.value(), newest);
    Half next =
        new Half(
            standing,
            agreed,
            seen.value(),
            seen.plain(),
            since != null && same ? since : seen.at(),
            written,
            raw,
            same && rawAt != null && read.isAfter(rawAt) ? seen.value() : rawOf,
            rawAt);
    if (standing != Standing.SETTLING && standing != Standing.DOUBTED) {
      return next;
    }
    boolean asWritten = seen.plain() != null && FieldValues.same(seen.plain(), raw);
    return asWritten ? next.isAsWritten() : next.standing(Standing.DOUBTED);
  }

  /** What it shows now is what became of our write. */
  Half isAsWritten() {
    return new Half(Standing.KNOWN, newest, newest, plain, since, written, raw, newest, rawAt);
  }

  /** What it shows is what both agree on. */
  Half agreedOn(JsonNode value) {
    return new Half(Standing.KNOWN, value, newest, plain, since, written, raw, rawOf, rawAt);
  }

  /** After our write, which the target stored as that. */
  Half stored(JsonNode value, Sequence at) {
    return new Half(Standing.SETTLING, null, newest, plain, since, at, value, null, at);
  }

  /** After our write, of which it is not known what the target made of it. */
  Half wrote(Sequence at) {
    return new Half(standing, agreed, newest, plain, since, at, raw, rawOf, rawAt);
  }

  /** After a look that found something else than we wrote: what became of it, or an edit. */
  Half edited(JsonNode value, Sequence at) {
    return new Half(Standing.EDITED, agreed, newest, plain, since, written, value, null, at);
  }

  /** What it shows counts as an edit: a person's value that never came to the other side. */
  Half asEdited() {
    return standing(Standing.EDITED);
  }

  /** After a look at the target field that wrote nothing. */
  Half found(JsonNode value, Sequence at) {
    if (standing == Standing.DOUBTED) {
      boolean untouched = FieldValues.same(value, raw);
      Half looked = new Half(standing, agreed, newest, plain, since, written, value, null, at);
      return untouched ? looked.isAsWritten() : looked.standing(Standing.EDITED);
    }
    if (standing == Standing.SETTLING) {
      return this;
    }
    JsonNode of = FieldValues.same(value, raw) ? rawOf : null;
    return new Half(standing, agreed, newest, plain, since, written, value, of, at);
  }

  private Half standing(Standing other) {
    return new Half(other, agreed, newest, plain, since, written, raw, rawOf, rawAt);
  }
}
