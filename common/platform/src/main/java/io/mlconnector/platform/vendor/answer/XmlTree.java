package io.mlconnector.platform.vendor.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.platform.vendor.transport.Answer;
import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An XML answer as the JSON that it would be: attributes and elements are members by their local
 * names, repeated elements a list, the text of an element with attributes its member {@code value}.
 * The root's own name is left out. Every value is a text. Neither document types nor anything
 * outside of the document are read.
 */
public final class XmlTree {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 50;

  /** Elements and attributes; a tree takes up to a hundred bytes for each. */
  private static final int MOST_MEMBERS = 2_000_000;

  private static final XMLInputFactory XML = factory();

  private final XMLStreamReader reader;
  private int members;

  private XmlTree(XMLStreamReader reader) {
    this.reader = reader;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /** Whether an answer says that it is XML, and not a page for browsers. */
  public static boolean isXml(Answer answer) {
    String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    return type.contains("xml") && !type.contains("html");
  }

  /** The document; empty where it is none, too deep, or of too many elements. */
  public static Optional<JsonNode> of(byte[] body) {
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(body));
      try {
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
          // what comes before the root says nothing
        }
        JsonNode root = new XmlTree(reader).element(0);
        while (reader.hasNext()) {
          reader.next();
        }
        return Optional.of(root).filter(JsonNode::isObject);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private JsonNode element(int depth) throws XMLStreamException {
    members += 1 + reader.getAttributeCount();
    if (depth > DEEPEST || members > MOST_MEMBERS) {
      throw new XMLStreamException("too deep, or too many elements");
    }
    ObjectNode tree = NODES.objectNode();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      if (!reader.getAttributeLocalName(i).equals("schemaLocation")) {
        tree.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      }
    }
    StringBuilder text = new StringBuilder();
    for (int event = reader.next();
        event != XMLStreamConstants.END_ELEMENT;
        event = reader.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        add(tree, reader.getLocalName(), element(depth + 1));
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        text.append(reader.getText());
      }
    }
    String words = text.toString().strip();
    if (tree.isEmpty()) {
      return depth == 0 ? tree : NODES.textNode(words);
    }
    return words.isEmpty() ? tree : tree.put("value", words);
  }

  private static void add(ObjectNode members, String name, JsonNode value) {
    JsonNode before = members.get(name);
    if (before instanceof ArrayNode list) {
      list.add(value);
    } else {
      members.set(name, before == null ? value : NODES.arrayNode().add(before).add(value));
    }
  }
}
