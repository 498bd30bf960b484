package io.mlconnector.sandbox.peoplesoft;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A message in the rowset form (sheet 2.7): field types, then one transaction for each root row; a
 * PSCAMA of only AUDIT_ACTN follows each child, a whole one ends the transaction.
 */
final class RowsetXml {

  private final Map<String, String> aliases;
  private final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n");

  private RowsetXml(Map<String, String> aliases) {
    this.aliases = aliases;
  }

  /** Writes it; {@code aliases} gives records and fields another name. */
  static String of(String message, List<Rec> transactions, Map<String, String> aliases) {
    RowsetXml writer = new RowsetXml(aliases);
    writer.open(message);
    writer.types(transactions);
    writer.open("MsgData");
    transactions.forEach(writer::transaction);
    writer.close("MsgData");
    writer.close(message);
    return writer.xml.toString();
  }

  private void types(List<Rec> transactions) {
    Map<String, Set<String>> fields = new LinkedHashMap<>();
    transactions.forEach(root -> collect(root, fields));
    open("FieldTypes");
    fields.forEach(
        (name, names) -> {
          record(name);
          for (String field : names) {
            xml.append('<').append(alias(field)).append(" type=\"").append(type(field));
            xml.append("\"/>");
          }
          close(alias(name));
        });
    xml.append("<PSCAMA class=\"R\"><LANGUAGE_CD type=\"CHAR\"/><AUDIT_ACTN type=\"CHAR\"/>");
    xml.append("<BASE_LANGUAGE_CD type=\"CHAR\"/><MSG_SEQ_FLG type=\"CHAR\"/>");
    xml.append("<PROCESS_INSTANCE type=\"NUMBER\"/></PSCAMA>");
    close("FieldTypes");
  }

  private static void collect(Rec rec, Map<String, Set<String>> fields) {
    Set<String> names = fields.computeIfAbsent(rec.name, name -> new LinkedHashSet<>());
    names.addAll(rec.fields.values().keySet());
    rec.children.forEach(child -> collect(child, fields));
  }

  private static String type(String field) {
    if (Columns.DATES.contains(field)) {
      return "DATE";
    }
    if (Columns.STAMPS.contains(field)) {
      return "DATETIME";
    }
    return Columns.NUMBERS.contains(field) || Columns.DECIMALS.contains(field) ? "NUMBER" : "CHAR";
  }

  private void transaction(Rec root) {
    open("Transaction");
    record(root.name);
    fields(root);
    for (Rec child : root.children) {
      record(child.name);
      fields(child);
      close(alias(child.name));
      xml.append("<PSCAMA class=\"R\">");
      Xml.element(xml, "AUDIT_ACTN", child.action);
      close("PSCAMA");
    }
    close(alias(root.name));
    xml.append("<PSCAMA class=\"R\"><LANGUAGE_CD>ENG</LANGUAGE_CD>");
    Xml.element(xml, "AUDIT_ACTN", root.action);
    xml.append("<BASE_LANGUAGE_CD>ENG</BASE_LANGUAGE_CD><MSG_SEQ_FLG/>");
    xml.append("<PROCESS_INSTANCE>0</PROCESS_INSTANCE></PSCAMA>");
    close("Transaction");
  }

  private void fields(Rec rec) {
    boolean marked = rec.action.equals("A") || rec.action.equals("C");
    rec.fields
        .values()
        .forEach(
            (field, value) -> {
              xml.append('<').append(alias(field));
              xml.append(marked ? " IsChanged=\"Y\">" : ">");
              xml.append(Xml.escape(Columns.text(value)));
              close(alias(field));
            });
  }

  private void record(String name) {
    xml.append('<').append(alias(name)).append(" class=\"R\">");
  }

  private void open(String name) {
    xml.append('<').append(name).append('>');
  }

  private void close(String name) {
    xml.append("</").append(name).append('>');
  }

  private String alias(String name) {
    return aliases.getOrDefault(name, name);
  }
}
