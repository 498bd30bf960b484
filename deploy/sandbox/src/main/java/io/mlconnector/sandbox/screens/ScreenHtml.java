package io.mlconnector.sandbox.screens;

import static io.mlconnector.sandbox.screens.ScreenPages.encoded;

import io.mlconnector.sandbox.SimulatedVendor;
import io.mlconnector.sandbox.screens.Screen.Entry;
import io.mlconnector.sandbox.screens.Screen.Field;
import io.mlconnector.sandbox.screens.ScreenPages.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** The pages of {@link ScreenPages} as HTML without scripts; all values are escaped. */
final class ScreenHtml {

  private static final int MOST_SHOWN = 50;
  private static final int COLUMNS = 4;
  private static final String STYLE = style();

  /** What only shows is asked for again by itself, to be watched while records arrive. */
  private static final String AGAIN = "<meta http-equiv=\"refresh\" content=\"3\">";

  private ScreenHtml() {}

  static String start(Collection<SimulatedVendor> vendors) {
    StringBuilder page =
        new StringBuilder("<h1>Simulated systems</h1><p>What people at these systems see and do.")
            .append(" Change something in one, and watch it arrive in another.</p>");
    for (SimulatedVendor vendor : vendors) {
      List<Screen> screens = vendor.screens();
      if (!screens.isEmpty()) {
        page.append("<section><h2>").append(escaped(vendor.title())).append("</h2><ul>");
        for (Screen each : screens) {
          String address = new Place(vendor, each).address();
          page.append("<li>")
              .append(link(address, vendor.title() + " " + each.title(), each.title()));
          page.append(" <small>").append(each.all().get().size()).append("</small></li>");
        }
        page.append("</ul></section>");
      }
    }
    page.append("<p class=\"soft\">For programs: <a href=\"/sandbox\">/sandbox</a>.</p>");
    return page("Simulated systems", "", page.toString());
  }

  static String list(Place place, String wanted, List<Entry> found) {
    Screen screen = place.screen();
    List<Field> columns = screen.fields().subList(0, Math.min(COLUMNS, screen.fields().size()));
    StringBuilder page = new StringBuilder(heading(place, screen.title()));
    page.append(
            "<form method=\"get\"><label for=\"q\">Search</label><input id=\"q\" name=\"q\""
                + " value=\"")
        .append(escaped(wanted))
        .append("\"><button>Search</button></form>");
    if (screen.edits().isPresent()) {
      page.append("<p>").append(link(place.address() + "/new", null, "New")).append("</p>");
    }
    if (found.isEmpty()) {
      page.append("<p class=\"empty\">Nothing of that is here.</p>");
    } else {
      page.append("<div class=\"scroll\"><table><thead><tr>");
      columns.forEach(each -> page.append("<th>").append(escaped(each.label())).append("</th>"));
      page.append("</tr></thead><tbody>");
      found.stream().limit(MOST_SHOWN).forEach(each -> row(page, place, columns, each));
      page.append("</tbody></table></div>");
    }
    if (found.size() > MOST_SHOWN) {
      page.append("<p class=\"soft\">").append(found.size() - MOST_SHOWN);
      page.append(" more: search for a part of what they say.</p>");
    }
    boolean watched = screen.edits().isEmpty() && !wanted.isBlank();
    return page(screen.title(), watched ? AGAIN : "", page.toString());
  }

  private static void row(StringBuilder page, Place place, List<Field> columns, Entry entry) {
    page.append("<tr>");
    for (int i = 0; i < columns.size(); i++) {
      String value = columns.get(i).of(entry.values());
      String shown = value.isEmpty() && i == 0 ? entry.key() : value;
      String address = place.address() + "/" + encoded(entry.key());
      page.append("<td>").append(i == 0 ? link(address, null, shown) : escaped(shown));
      page.append("</td>");
    }
    page.append("</tr>");
  }

  /**
   * One record.
   *
   * @param told what became of the last try; null for nothing
   */
  static String record(Place place, Entry entry, String told, boolean bad) {
    Screen screen = place.screen();
    boolean fresh = entry.values().isMissingNode() || entry.key().equals("new");
    String name = fresh ? "New" : screen.fields().get(0).of(entry.values());
    StringBuilder page = new StringBuilder(heading(place, name));
    if (told != null) {
      page.append("<p class=\"told").append(bad ? " bad\" role=\"alert\">" : "\" role=\"status\">");
      page.append(escaped(told)).append("</p>");
    }
    if (screen.edits().isPresent()) {
      form(page, place, entry);
      if (!fresh) {
        page.append("<form method=\"post\" action=\"")
            .append(place.address() + "/" + encoded(entry.key()))
            .append("/delete\"><button class=\"danger\">Delete</button></form>");
      }
    } else {
      page.append("<dl>");
      for (Field each : screen.fields()) {
        page.append("<dt>").append(escaped(each.label())).append("</dt><dd>");
        page.append(escaped(each.of(entry.values()))).append("</dd>");
      }
      page.append("</dl>");
    }
    return page(name, screen.edits().isEmpty() ? AGAIN : "", page.toString());
  }

  private static void form(StringBuilder page, Place place, Entry entry) {
    page.append("<form method=\"post\" class=\"stack\" action=\"");
    page.append(place.address()).append("/").append(encoded(entry.key())).append("\">");
    int number = 0;
    for (Field each : place.screen().fields()) {
      String id = "f" + number++;
      page.append("<label for=\"%s\">%s</label>".formatted(id, escaped(each.label())));
      page.append(
          "<input id=\"%s\" name=\"%s\" value=\"%s\" autocomplete=\"off\">"
              .formatted(id, each.path(), escaped(each.of(entry.values()))));
    }
    page.append("<button>Save</button></form>");
  }

  static String missing(Place place, String key) {
    String sentence = "<p class=\"empty\">There is no record " + escaped(key) + " any more.</p>";
    return page("Gone", "", heading(place, "Gone") + sentence);
  }

  private static String heading(Place place, String title) {
    return "<p class=\"soft\">"
        + link("/", null, "Simulated systems")
        + " / "
        + escaped(place.vendor().title())
        + " / "
        + link(place.address(), null, place.screen().title())
        + "</p><h1>"
        + escaped(title)
        + "</h1>";
  }

  private static String link(String address, String label, String text) {
    String named = label == null ? "" : " aria-label=\"" + escaped(label) + "\"";
    return "<a href=\"" + escaped(address) + "\"" + named + ">" + escaped(text) + "</a>";
  }

  private static String page(String title, String head, String body) {
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
        + " content=\"width=device-width, initial-scale=1\"><link rel=\"icon\" href=\"data:,\">"
        + head
        + "<title>"
        + escaped(title)
        + " · simulated</title><style>"
        + STYLE
        + "</style></head><body><p class=\"strip\">Simulated: nothing here is real</p><main>"
        + body
        + "</main></body></html>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String style() {
    try (InputStream in = ScreenHtml.class.getResourceAsStream("screens.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
