package io.mlconnector.sandbox.peoplesoft;

/** Writes texts so that XML holds them. */
final class Xml {

  private Xml() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static void element(StringBuilder xml, String name, String text) {
    if (text.isEmpty()) {
      xml.append('<').append(name).append("/>");
    } else {
      xml.append('<').append(name).append('>').append(escape(text));
      xml.append("</").append(name).append('>');
    }
  }
}
