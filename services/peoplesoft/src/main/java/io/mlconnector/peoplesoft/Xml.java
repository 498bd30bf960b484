package io.mlconnector.peoplesoft;

import io.mlconnector.spi.CappedStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML of strangers: no document types, so no entities of their own or of elsewhere, and
 * nothing nested without end, nor elements by the million. What it reads is bounded by its caller.
 */
final class Xml {

  private static final int DEEPEST = 64;
  private static final int MOST_ELEMENTS = 4_000_000;

  private final XMLStreamReader reader;
  private int depth;
  private int elements;

  /** XML that is not read on, with the reason in words. */
  static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;

    Bad(String reason) {
      super(reason, null, false, false);
    }
  }

  Xml(byte[] body) throws Bad {
    this(new ByteArrayInputStream(body));
  }

  Xml(InputStream body) throws Bad {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are not read");
        });
    try {
      reader = factory.createXMLStreamReader(body);
    } catch (XMLStreamException e) {
      throw bad(e, "is no XML");
    }
  }

  /**
   * Goes on to the next begin or end of an element, or text.
   *
   * @return the event as {@link XMLStreamReader} numbers them; END_DOCUMENT at the end
   * @throws Bad where it is cut short, malformed, nested too deep or has a document type
   */
  int next() throws Bad {
    try {
      int event = reader.next();
      switch (event) {
        case XMLStreamReader.DTD -> throw new Bad("has a document type, which is not read");
        case XMLStreamReader.ENTITY_REFERENCE ->
            throw new Bad("has an entity of its own, which is not read");
        case XMLStreamReader.START_ELEMENT -> deeper();
        case XMLStreamReader.END_ELEMENT -> depth--;
        default -> {
          // text, comments and the like
        }
      }
      return event;
    } catch (XMLStreamException e) {
      throw bad(e, "is cut short or malformed");
    }
  }

  private static Bad bad(XMLStreamException e, String otherwise) {
    return new Bad(
        e.getNestedException() instanceof CappedStream.TooLarge large
            ? large.getMessage()
            : otherwise);
  }

  private void deeper() throws Bad {
    depth++;
    elements++;
    if (elements > MOST_ELEMENTS) {
      throw new Bad("has more than %d elements".formatted(MOST_ELEMENTS));
    }
    if (depth > DEEPEST) {
      throw new Bad("is nested more than %d deep".formatted(DEEPEST));
    }
  }

  int depth() {
    return depth;
  }

  /** The element's name without its namespace. */
  String name() {
    return reader.getLocalName();
  }

  /** The text that is read here. */
  String text() {
    return reader.getText();
  }

  String attribute(String name) {
    return reader.getAttributeValue(null, name);
  }
}
