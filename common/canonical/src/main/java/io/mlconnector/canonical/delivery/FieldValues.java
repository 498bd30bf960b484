package io.mlconnector.canonical.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Compares what is wanted with what a target shows, so that a difference of form alone is none:
 * surrounding space, line ends, decimals, true as text, a date as midnight, the order of a list.
 */
public final class FieldValues {

  /** Without leading zeros, so that codes such as 00123 stay texts. */
  private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9]\\d{0,40})(\\.\\d{1,40})?");

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern STAMP =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}.*(Z|[+-]\\d{2}:?\\d{2})");

  private FieldValues() {}

  /** Whether there is no value: absent, null, blank text, or nothing in it. */
  public static boolean empty(JsonNode value) {
    return value == null
        || value.isNull()
        || value.isMissingNode()
        || (value.isTextual() && value.textValue().isBlank())
        || (value.isContainerNode() && value.isEmpty());
  }

  /** Whether writing one over the other would change nothing. */
  public static boolean same(JsonNode wanted, JsonNode current) {
    if (empty(wanted) || empty(current)) {
      return empty(wanted) && empty(current);
    }
    if (wanted.isArray() || current.isArray()) {
      return sameLists(items(wanted), items(current));
    }
    if (wanted.isObject() || current.isObject()) {
      return wanted.isObject() && current.isObject() && sameMembers(wanted, current);
    }
    return sameTexts(text(wanted), text(current));
  }

  private static boolean sameTexts(String wanted, String current) {
    if (wanted.equals(current)) {
      return true;
    }
    if (DECIMAL.matcher(wanted).matches() && DECIMAL.matcher(current).matches()) {
      return new BigDecimal(wanted).compareTo(new BigDecimal(current)) == 0;
    }
    if (STAMP.matcher(wanted).matches() && STAMP.matcher(current).matches()) {
      Instant one = instant(wanted);
      return one != null && one.equals(instant(current));
    }
    return sameDay(wanted, current) || sameDay(current, wanted);
  }

  /** A vendor may show a date as the midnight that it begins with. */
  private static boolean sameDay(String date, String stamp) {
    if (!DATE.matcher(date).matches() || !STAMP.matcher(stamp).matches()) {
      return false;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(withColon(stamp));
      return time.toLocalTime().equals(LocalTime.MIDNIGHT)
          && time.toLocalDate().equals(LocalDate.parse(date));
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static Instant instant(String stamp) {
    try {
      return OffsetDateTime.parse(withColon(stamp)).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static String withColon(String stamp) {
    return stamp.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
  }

  private static String text(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue().toPlainString();
    }
    return value.asText().strip().replace("\r\n", "\n");
  }

  private static List<JsonNode> items(JsonNode value) {
    List<JsonNode> items = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(items::add);
    } else {
      items.add(value);
    }
    return items;
  }

  private static boolean sameLists(List<JsonNode> wanted, List<JsonNode> current) {
    if (wanted.size() != current.size()) {
      return false;
    }
    List<JsonNode> rest = new ArrayList<>(current);
    for (JsonNode item : wanted) {
      if (!removeSame(rest, item)) {
        return false;
      }
    }
    return true;
  }

  private static boolean removeSame(List<JsonNode> rest, JsonNode item) {
    for (Iterator<JsonNode> each = rest.iterator(); each.hasNext(); ) {
      if (same(item, each.next())) {
        each.remove();
        return true;
      }
    }
    return false;
  }

  /** Members that only the target has are the vendor's own. */
  private static boolean sameMembers(JsonNode wanted, JsonNode current) {
    for (Iterator<String> names = wanted.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!same(wanted.get(name), current.get(name))) {
        return false;
      }
    }
    return true;
  }
}
