package io.mlconnector.mapping.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.mlconnector.canonical.delivery.FieldWrite;
import java.util.List;

/**
 * A field that is merged: one field of each of two routes.
 *
 * @param name the same on both sides
 * @param fromLeft how the left side's value is written to the right
 * @param fromRight how the right side's value is written to the left
 */
public record MirrorField(
    String name, Conflict conflict, CompiledField fromLeft, CompiledField fromRight) {

  /** The target's field in which that side keeps it. */
  public String path(Side side) {
    return from(side.other()).path();
  }

  /** Whether an empty value of that side empties the other. */
  public boolean clears(Side source) {
    return from(source).rule().clear();
  }

  /**
   * A write of that side's value to the other.
   *
   * @param expected what is there now, as far as known
   */
  public FieldWrite write(Side source, JsonNode value, JsonNode expected) {
    return from(source).value(value).expecting(expected);
  }

  /** A field of the other side that is only looked at. */
  public FieldWrite look(Side source, JsonNode value) {
    return from(source).value(value);
  }

  /**
   * What that side's record holds where its expression reads; null where it reads several places.
   *
   * @param data the canonical record
   */
  public JsonNode shown(Side side, JsonNode data) {
    List<String> read = from(side).expression().reading().fields();
    if (read.size() != 1 || read.get(0).equals("*")) {
      return null;
    }
    JsonNode place = data == null ? NullNode.getInstance() : data;
    for (String member : read.get(0).split("\\.")) {
      if (place.isArray()) {
        return null;
      }
      place = place.hasNonNull(member) ? place.get(member) : NullNode.getInstance();
    }
    return place.isContainerNode() ? null : place;
  }

  private CompiledField from(Side side) {
    return side == Side.LEFT ? fromLeft : fromRight;
  }
}
