package io.mlconnector.zoho;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Write;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The first meeting of records that were on both sides before: the first of the route's match keys
 * under which Zoho has any record decides. One links, several are for a person to choose from.
 */
final class Meeting {

  private final Connection connection;
  private final Layout layout;
  private final Map<Write, Candidates> candidates = new LinkedHashMap<>();
  private final Map<String, JsonNode> rows = new HashMap<>();
  private final Set<String> expected = new LinkedHashSet<>();

  /**
   * Records that a write could mean.
   *
   * @param by the match key
   * @param value the write's value of it, as it is compared
   */
  private record Candidates(String by, String value, Set<String> ids) {}

  private Meeting(Connection connection, Layout layout) {
    this.connection = connection;
    this.layout = layout;
  }

  /**
   * Looks for records that these writes could mean.
   *
   * @param writes without a key, whose external id Zoho does not know
   */
  static Meeting of(Connection connection, Layout layout, List<Write> writes) {
    Meeting meeting = new Meeting(connection, layout);
    List<Write> matching = writes.stream().filter(Meeting::matches).toList();
    if (!matching.isEmpty()) {
      meeting.look(matching);
    }
    return meeting;
  }

  private static boolean matches(Write write) {
    return write.match().stream().anyMatch(by -> !value(write, by).isEmpty());
  }

  private static String value(Write write, String by) {
    return by.equals(Kind.EXTERNAL_ID) ? "" : Norm.of(by, write.text(by));
  }

  private void look(List<Write> writes) {
    boolean throughContacts =
        layout.onlyMatches(Layout.EMAIL)
            && writes.stream().anyMatch(write -> write.match().contains(Layout.EMAIL));
    MatchIndex contacts = null;
    if (throughContacts) {
      contacts = MatchIndex.of(connection, Kind.CONTACT);
      contacts.refresh(connection, Layout.reading(connection, Kind.CONTACT));
    }
    MatchIndex own = MatchIndex.of(connection, layout.kind());
    own.refresh(connection, layout);
    Set<String> all = new LinkedHashSet<>();
    for (Write write : writes) {
      for (String by : write.match()) {
        String value = value(write, by);
        if (value.isEmpty() || candidates.containsKey(write)) {
          continue;
        }
        boolean through = contacts != null && by.equals(Layout.EMAIL);
        Set<String> ids = through ? contacts.accounts(by, value) : own.ids(by, value);
        if (!ids.isEmpty()) {
          candidates.put(write, new Candidates(by, value, ids));
          all.addAll(ids);
        }
      }
    }
    if (!all.isEmpty()) {
      read(writes, all);
    }
  }

  private void read(List<Write> writes, Collection<String> ids) {
    Set<String> columns = new TreeSet<>(layout.columns(writes));
    rows.putAll(Rows.byId(connection, layout, columns, ids));
  }

  /** What a write found; an account that is to be made is expected from then on. */
  Found of(Write write) {
    Candidates some = candidates.get(write);
    List<String> there =
        some == null ? List.of() : some.ids.stream().filter(rows::containsKey).toList();
    if (there.isEmpty()) {
      return expected(write);
    }
    if (there.size() > 1) {
      return new Found.Ambiguous(there, some.by);
    }
    JsonNode row = rows.get(there.get(0));
    String key = row.path(layout.key()).asText("");
    if (!key.isBlank() && !key.equals(write.text(Kind.EXTERNAL_ID))) {
      return new Found.Refused(
          ("%s %s of Zoho has the same %s, and is already kept in agreement with another record, as"
                  + " its %s says. Correct one of the two, or empty that field in Zoho, and retry")
              .formatted(layout.kind().module(), there.get(0), some.by, layout.key()));
    }
    return new Found.Present(there.get(0), layout.seen(write, row));
  }

  /** Two records of one batch that are alike would both be made, and neither found the other. */
  private Found expected(Write write) {
    for (String by : write.match()) {
      String value = value(write, by);
      if (!value.isEmpty() && !expected.add(by + value)) {
        return new Found.Refused(
            ("Another record that is just being made in Zoho has the same %s. Correct one of the"
                    + " two, or take %s out of the route's match, and retry")
                .formatted(by, by));
      }
    }
    return new Found.Absent();
  }
}
