package io.mlconnector.jdedwards;

import io.mlconnector.spi.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds address numbers by what people write in many ways: two e-mails or tax ids are alike where
 * they differ in case and blanks only. No condition can say that, so the whole column is read, a
 * page at a time, and compared here; nothing of it is kept.
 */
final class Alike {

  private final Browser browser;
  private final JdeSettings settings;
  private final Party party;

  Alike(Connection connection, Party party) {
    this.browser = new Browser(connection);
    this.settings = new JdeSettings(connection);
    this.party = party;
  }

  /** The form in which texts are compared; empty for nothing. */
  static String form(String text) {
    return text == null ? "" : text.replaceAll("[\\s\\u00a0]+", "").toLowerCase(Locale.ROOT);
  }

  /**
   * The address numbers of each form.
   *
   * @param key a match key
   * @param forms the forms that are looked for
   */
  Map<String, Set<String>> find(String key, Collection<String> forms) {
    Set<String> wanted = Set.copyOf(forms);
    Map<String, Set<String>> found = new HashMap<>();
    if (wanted.isEmpty()) {
      return found;
    }
    String column = column(key);
    browser.each(
        query(key, column),
        row -> {
          String form = form(row.text(column));
          if (wanted.contains(form)) {
            found.computeIfAbsent(form, any -> new LinkedHashSet<>()).add(row.an8());
          }
        });
    return found;
  }

  private Query query(String key, String column) {
    if (!key.equals(EntryFields.EMAIL)) {
      return Query.of(Tables.BOOK, List.of("AN8", column), settings.matchPageSize())
          .among("AT1", settings.types(party));
    }
    return Query.of(Tables.EMAILS, Tables.EMAIL_KEYS_AND_TEXT, settings.matchPageSize())
        .where("IDLN", "EQUAL", AddressBook.ITSELF)
        .among("ETP", settings.list("emailTypes"));
  }

  private static String column(String key) {
    return switch (key) {
      case EntryFields.EMAIL -> "EMAL";
      case EntryFields.TAX_ID -> "TAX";
      case EntryFields.NAME -> "ALPH";
      case EntryFields.DUNS -> "DUNS";
      default -> throw new IllegalArgumentException("No match key: " + key);
    };
  }
}
