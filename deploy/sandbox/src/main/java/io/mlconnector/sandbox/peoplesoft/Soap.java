package io.mlconnector.sandbox.peoplesoft;

import io.mlconnector.sandbox.Reply;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Reads and writes SOAP envelopes of both versions. */
final class Soap {

  static final String SOAP11 = "http://schemas.xmlsoap.org/soap/envelope/";
  static final String SOAP12 = "http://www.w3.org/2003/05/soap-envelope";

  private Soap() {}

  /** The envelope of a body; throws a {@link Refusal} when it is none. */
  static Element envelope(Buffer body) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      byte[] bytes = body == null ? new byte[0] : body.getBytes();
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      Document document = builder.parse(new ByteArrayInputStream(bytes));
      Element root = document.getDocumentElement();
      if (!"Envelope".equals(root.getLocalName())
          || !SOAP11.equals(root.getNamespaceURI()) && !SOAP12.equals(root.getNamespaceURI())) {
        throw Refusal.query("The body is no SOAP envelope");
      }
      return root;
    } catch (SAXException e) {
      throw Refusal.query("The body is not well-formed XML");
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first element below that has this local name, or null. */
  static Element child(Element parent, String localName) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element
          && (localName == null || localName.equals(element.getLocalName()))) {
        return element;
      }
    }
    return null;
  }

  static Reply answer(String version, int status, String body) {
    String type = version.equals(SOAP12) ? "application/soap+xml" : "text/xml";
    return Reply.text(
        status,
        type + "; charset=UTF-8",
        "<?xml version=\"1.0\"?>\n<soapenv:Envelope xmlns:soapenv=\""
            + version
            + "\"><soapenv:Body>"
            + body
            + "</soapenv:Body></soapenv:Envelope>");
  }

  static Reply fault(String version, int status, String message) {
    String text = Xml.escape(message);
    String fault =
        version.equals(SOAP12)
            ? "<soapenv:Code><soapenv:Value>soapenv:Sender</soapenv:Value></soapenv:Code>"
                + "<soapenv:Reason><soapenv:Text xml:lang=\"en\">"
                + text
                + "</soapenv:Text></soapenv:Reason>"
            : "<faultcode>SOAP-ENV:Client</faultcode><faultstring>" + text + "</faultstring>";
    return answer(version, status, "<soapenv:Fault>" + fault + "</soapenv:Fault>");
  }
}
