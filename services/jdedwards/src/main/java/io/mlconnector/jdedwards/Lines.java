package io.mlconnector.jdedwards;

import io.mlconnector.canonical.Gap;
import java.util.ArrayList;
import java.util.List;

/** The phone numbers and electronic addresses of one line, of which one each is meant. */
record Lines(JdeSettings settings, List<GridRow> phones, List<GridRow> emails) {

  String email() {
    return electronic("emailTypes");
  }

  String website() {
    return electronic("urlTypes");
  }

  private String electronic(String types) {
    return Entry.first(emails, "EHIER", Choice.of("ETP", settings.list(types)))
        .map(row -> row.text("EMAL"))
        .orElse(null);
  }

  /** The number that is neither a mobile phone's nor a fax's. */
  String phone() {
    return number(usual());
  }

  /** What stands in a column of its own before that number, and is shown with it. */
  String prefix() {
    return Entry.first(phones, "CNLN", usual()).map(row -> row.text("AR1")).orElse(null);
  }

  private Choice usual() {
    List<String> others = new ArrayList<>(settings.list("mobileTypes"));
    others.addAll(settings.list("faxTypes"));
    return Choice.without("PHTP", others);
  }

  String mobile() {
    return number(Choice.of("PHTP", settings.list("mobileTypes")));
  }

  private String number(Choice choice) {
    return Entry.first(phones, "CNLN", choice).map(Lines::number).orElse(null);
  }

  private static String number(GridRow row) {
    String prefix = row.text("AR1");
    String number = row.text("PH1");
    return prefix == null || number == null ? number : prefix + " " + number;
  }

  List<Gap> gaps(String what) {
    return email() == null
        ? List.of(new Gap("email", "The %s has no e-mail address in F01151.".formatted(what)))
        : List.of();
  }
}
