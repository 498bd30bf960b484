package io.mlconnector.sandbox.zendesk.state;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The vendor's query text: keywords with a value, comparisons of stamps, and plain words. All parts
 * must hold. A keyword that this simulator does not know is refused rather than ignored.
 */
public final class SearchQuery {

  private static final Pattern PART =
      Pattern.compile("(?:(-?\\w+)(:|<=|>=|<|>|=))?(\"[^\"]*\"|[^\\s\"]+)");

  private static final List<String> STATUSES =
      List.of("new", "open", "pending", "hold", "solved", "closed");

  private final List<Predicate<SearchDocument>> parts = new ArrayList<>();

  private SearchQuery() {}

  public static SearchQuery parse(String text) {
    SearchQuery query = new SearchQuery();
    Matcher matcher = PART.matcher(text);
    while (matcher.find()) {
      String value = unquoted(matcher.group(3));
      query.parts.add(
          matcher.group(1) == null
              ? plain(value)
              : keyword(matcher.group(1), matcher.group(2), value));
    }
    return query;
  }

  /** The same query for one type of record only, such as {@code user}. */
  public SearchQuery only(String type) {
    parts.add(document -> document.type().equals(type));
    return this;
  }

  boolean matches(SearchDocument document) {
    return parts.stream().allMatch(part -> part.test(document));
  }

  private static Predicate<SearchDocument> keyword(String name, String operator, String value) {
    if (name.startsWith("-")) {
      return keyword(name.substring(1), operator, value).negate();
    }
    String folded = SearchDocument.fold(value);
    return switch (name) {
      case "type" -> document -> document.type().equals(folded);
      case "external_id" -> document -> folded.equals(document.externalId());
      case "name" -> named(folded);
      case "email" -> document -> document.emails().contains(folded);
      case "phone" -> document -> folded.equals(document.phone());
      case "role" -> document -> folded.equals(document.role());
      case "tags" -> document -> document.tags().contains(folded);
      case "organization", "organization_id" -> inOrganization(value);
      case "status" -> status(operator, folded);
      case "created" -> compared(SearchDocument::createdAt, operator, stamp(value));
      case "updated" -> compared(SearchDocument::updatedAt, operator, stamp(value));
      default -> throw invalid("the keyword " + name + " is not simulated here");
    };
  }

  /** A plain word: an address as a whole, or the beginning of any word of the name. */
  private static Predicate<SearchDocument> plain(String value) {
    String folded = SearchDocument.fold(value);
    String beginning = " " + folded;
    return document ->
        document.emails().contains(folded)
            || folded.equals(document.externalId())
            || document.name().contains(beginning);
  }

  /** Names match by phrase, not as a whole: "Acme" also finds "Acme Holding". */
  private static Predicate<SearchDocument> named(String phrase) {
    String words = " " + phrase + " ";
    return document -> document.name().contains(words);
  }

  private static Predicate<SearchDocument> inOrganization(String id) {
    if (!id.matches("\\d{1,18}")) {
      throw invalid("organization takes an id here");
    }
    return document -> document.organizations().contains(Long.parseLong(id));
  }

  /** Statuses have an order, in which {@code status<solved} means whatever is not done yet. */
  private static Predicate<SearchDocument> status(String operator, String value) {
    int bound = STATUSES.indexOf(value);
    if (bound < 0) {
      throw invalid("status takes one of " + String.join(", ", STATUSES));
    }
    return document -> {
      int order = STATUSES.indexOf(document.status());
      return document.type().equals("ticket") && holds(operator, Integer.compare(order, bound));
    };
  }

  private static Predicate<SearchDocument> compared(
      Function<SearchDocument, Instant> stamp, String operator, Instant bound) {
    return document -> holds(operator, stamp.apply(document).compareTo(bound));
  }

  private static boolean holds(String operator, int order) {
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> order == 0;
    };
  }

  private static Instant stamp(String value) {
    try {
      return value.length() == 10
          ? LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC)
          : Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw invalid(value + " is no date");
    }
  }

  private static Refusal invalid(String why) {
    return Refusals.worded(422, "invalid", "Invalid search: " + why);
  }

  private static String unquoted(String value) {
    return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
  }
}
