package io.mlconnector.peoplesoft;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;

/**
 * Whom a rowset message names, wherever in its transactions: the records are nested, and a change
 * of a key shows its old value beside the new one. Whether a row was added, changed or deleted does
 * not matter, since a read decides.
 *
 * @param root the first element
 */
record Named(String root, List<String> persons, List<String> vendors) {

  private static final String TRANSACTION = "Transaction";
  private static final int LONGEST_KEY = 30;

  /** A record of the message with what it has shown of a vendor's key. */
  private static final class Level {
    private String setId;
    private String vendorId;
  }

  static Named in(Xml xml, PushSettings settings) throws Xml.Bad {
    Set<String> emplids = settings.fields("emplidFields");
    Set<String> sets = settings.fields("setIdFields");
    Set<String> ids = settings.fields("vendorIdFields");
    Set<String> persons = new LinkedHashSet<>();
    Set<String> vendors = new LinkedHashSet<>();
    Deque<Level> levels = new ArrayDeque<>();
    StringBuilder text = new StringBuilder();
    String root = null;
    int within = 0;
    for (int event = xml.next(); event != XMLStreamReader.END_DOCUMENT; event = xml.next()) {
      if (event == XMLStreamReader.START_ELEMENT) {
        root = root == null ? xml.name() : root;
        within += within > 0 || xml.name().equals(TRANSACTION) ? 1 : 0;
        levels.push(new Level());
        text.setLength(0);
      } else if (event == XMLStreamReader.CHARACTERS || event == XMLStreamReader.CDATA) {
        append(text, xml.text());
      } else if (event == XMLStreamReader.END_ELEMENT) {
        end(levels);
        String value = text.toString().strip();
        text.setLength(0);
        if (within > 0 && !value.isEmpty()) {
          if (emplids.contains(xml.name())) {
            persons.add(value);
          }
          Level record = levels.peek();
          if (record != null && sets.contains(xml.name())) {
            record.setId = value;
          }
          if (record != null && ids.contains(xml.name())) {
            record.vendorId = value;
          }
          if (record != null && record.setId != null && record.vendorId != null) {
            vendors.add(new VendorKey(record.setId, record.vendorId).toString());
          }
        }
        within -= within > 0 ? 1 : 0;
      }
    }
    return new Named(root, List.copyOf(persons), List.copyOf(vendors));
  }

  private static void end(Deque<Level> levels) {
    levels.pop();
  }

  /** A key is short; of a long text its beginning is enough to see that it is none. */
  private static void append(StringBuilder text, String more) {
    int room = Math.max(0, LONGEST_KEY - text.length());
    text.append(more, 0, Math.min(room, more.length()));
  }
}
