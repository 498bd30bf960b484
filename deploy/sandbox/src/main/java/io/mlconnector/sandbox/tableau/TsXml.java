package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The XML form of what Tableau says and hears: what JSON has as a text is an attribute, what it has
 * as an object an element, and a list is repeated elements.
 */
final class TsXml {

  private static final String NAMESPACE = "http://tableau.com/api";

  /** Texts that are elements and not attributes; {@code value} is the text of its element. */
  private static final Set<String> ELEMENTS =
      Set.of("restApiVersion", "summary", "detail", "body", "notes");

  private TsXml() {}

  static String write(ObjectNode content) {
    StringBuilder xml = new StringBuilder("<?xml version='1.0' encoding='UTF-8'?>");
    xml.append("<tsResponse xmlns=\"").append(NAMESPACE).append("\"");
    xml.append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
    inside(xml, content);
    return xml.append("</tsResponse>").toString();
  }

  private static void inside(StringBuilder xml, JsonNode node) {
    node.fields()
        .forEachRemaining(
            each -> {
              if (isAttribute(each.getKey(), each.getValue())) {
                xml.append(' ').append(each.getKey()).append("=\"");
                xml.append(escape(each.getValue().asText())).append('"');
              }
            });
    xml.append('>');
    if (node.isValueNode()) {
      xml.append(escape(node.asText()));
    }
    node.fields()
        .forEachRemaining(
            each -> {
              if (each.getKey().equals("value")) {
                xml.append(escape(each.getValue().asText()));
              } else if (!isAttribute(each.getKey(), each.getValue())) {
                element(xml, each.getKey(), each.getValue());
              }
            });
  }

  private static void element(StringBuilder xml, String name, JsonNode node) {
    if (node.isArray()) {
      node.forEach(each -> element(xml, name, each));
      return;
    }
    xml.append('<').append(name);
    inside(xml, node);
    xml.append("</").append(name).append('>');
  }

  private static boolean isAttribute(String name, JsonNode value) {
    return value.isValueNode() && !ELEMENTS.contains(name) && !name.equals("value");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\n", "&#10;");
  }

  /** The content of a {@code tsRequest}; throws {@link Refusal} when it is anything else. */
  static ObjectNode read(byte[] xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      Element root = builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
      String namespace = root.getNamespaceURI();
      if (!"tsRequest".equals(root.getLocalName())
          || (namespace != null && !namespace.equals(NAMESPACE))) {
        throw Refusal.badRequest("Payload is not valid: a tsRequest is expected.");
      }
      return object(root);
    } catch (SAXException e) {
      throw Refusal.badRequest("Payload is either malformed or incomplete: " + e.getMessage());
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException("the sandbox cannot read XML", e);
    }
  }

  private static ObjectNode object(Element element) {
    ObjectNode object = SandboxJson.object();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) element.getAttributes().item(i);
      if (!attribute.getName().startsWith("xmlns")) {
        object.put(attribute.getLocalName(), attribute.getValue());
      }
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        String name = inner.getLocalName();
        JsonNode before = object.get(name);
        if (before instanceof ArrayNode several) {
          several.add(object(inner));
        } else if (before != null) {
          object.putArray(name).add(before).add(object(inner));
        } else {
          object.set(name, object(inner));
        }
      }
    }
    return object;
  }
}
