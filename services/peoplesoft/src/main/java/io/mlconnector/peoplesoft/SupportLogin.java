package io.mlconnector.peoplesoft;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.peoplesoft.api.LoginApi;
import io.mlconnector.peoplesoft.api.LoginSoapApi;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Setting.Type;
import io.mlconnector.spi.VendorFailure;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/**
 * The component interface in which PeopleSoft's administrator has us record what became of a
 * person's support login, by REST or SOAP. A status of 200 says nothing: its answer does.
 */
final class SupportLogin {

  static final List<Setting> SETTINGS =
      List.of(
          Setting.choice(
              "supportLogins",
              "none",
              "Whether it is recorded in PeopleSoft that a support login was deactivated or"
                  + " re-activated: not at all, by a REST service of a component interface"
                  + " (PeopleTools 8.61), or by a SOAP service.",
              "none",
              "rest",
              "soap"),
          Setting.optional(
              "supportLoginInterface",
              Type.TEXT,
              "MLC_SUPPORT_LOGIN",
              "The component interface's name, without CI_ or CIRT_."));

  private static final String EMPLID = "EMPLID";
  private static final String STATUS = "MLC_LOGIN_STATUS";
  private static final String STAMP = "MLC_STATUS_DTTM";
  private static final String NOTIFICATION = "notification";
  private static final String DETAIL = "detail";

  private static final int FAULT = 500;
  private static final Pattern OURS = Pattern.compile("\\b(Client|Sender)\\b");

  private static final String ENVELOPE =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
          + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\">"
          + "<soapenv:Header/><soapenv:Body>%s</soapenv:Body></soapenv:Envelope>";

  private final Connection connection;
  private final String node;
  private final String name;
  private final String way;

  SupportLogin(Connection connection) {
    this.connection = connection;
    this.node = new PsSettings(connection).node();
    this.name = connection.settings().text("supportLoginInterface").strip();
    this.way = connection.settings().text("supportLogins");
  }

  boolean off() {
    return way.equals("none");
  }

  /**
   * The status that is recorded: A, I, or empty for none yet.
   *
   * @throws VendorFailure of kind REJECTED where PeopleSoft knows no such person
   */
  String status(String emplid) {
    Map<String, String> answer =
        call(
            () ->
                way.equals("rest")
                    ? connection.client(LoginApi.class).get(node, name, emplid)
                    : connection
                        .client(LoginSoapApi.class)
                        .read(node, action("G"), soap("Get", Map.of(EMPLID, emplid))));
    if (!emplid.equals(answer.get(EMPLID))) {
      throw VendorFailure.rejected(200, "PeopleSoft says nothing about person " + emplid);
    }
    return answer.getOrDefault(STATUS, "").strip();
  }

  /**
   * Records a status, with PeopleSoft's present time.
   *
   * @throws VendorFailure of kind REJECTED where the component refuses it
   */
  void record(String emplid, String status) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(EMPLID, emplid);
    fields.put(STATUS, status);
    LocalDateTime now =
        LocalDateTime.ofInstant(connection.clock().instant(), connection.timeZone());
    fields.put(STAMP, Values.prompt(now));
    Map<String, String> answer =
        call(
            () ->
                way.equals("rest")
                    ? connection.client(LoginApi.class).put(node, name, emplid, fields)
                    : connection
                        .client(LoginSoapApi.class)
                        .write(node, action("UD"), soap("Updatedata", fields)));
    if (!"1".equals(answer.get(NOTIFICATION))) {
      throw VendorFailure.rejected(
          200,
          "PeopleSoft did not record it: "
              + Words.line(answer.getOrDefault(DETAIL, "it gives no reason")));
    }
  }

  private Map<String, String> call(Supplier<String> call) {
    return Causes.explained(
        node,
        () -> {
          try {
            return read(call.get());
          } catch (VendorFailure failure) {
            // SOAP 1.1 gives every fault the status 500; its code says whose it is.
            throw failure.status() == FAULT && OURS.matcher(failure.getMessage()).find()
                ? VendorFailure.rejected(FAULT, failure.getMessage())
                : failure;
          }
        });
  }

  private String action(String operation) {
    return "CI_%s_%s.V1".formatted(name, operation);
  }

  private String soap(String operation, Map<String, String> fields) {
    String element = operation + "__CompIntfc__" + name;
    StringBuilder body = new StringBuilder("<" + element + ">");
    fields.forEach(
        (field, value) -> body.append("<%s>%s</%s>".formatted(field, escaped(value), field)));
    return ENVELOPE.formatted(body.append("</").append(element).append(">"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The texts of an answer by their names, wherever they stand. */
  private static Map<String, String> read(String body) {
    String text = body == null ? "" : body.strip();
    Map<String, String> texts = new LinkedHashMap<>();
    try {
      if (text.startsWith("{")) {
        collect(CanonicalJson.read(text, JsonNode.class), texts);
      } else {
        collect(new Xml(text.getBytes(StandardCharsets.UTF_8)), texts);
      }
    } catch (IllegalArgumentException | Xml.Bad e) {
      throw VendorFailure.unavailable(
          200,
          null,
          true,
          "PeopleSoft answered something else than it should."
              + (ResultReader.isPage(text) ? Causes.LOGIN_PAGE : ""));
    }
    if (texts.containsKey("DefaultMessage") || texts.containsKey("faultstring")) {
      throw VendorFailure.rejected(
          200,
          "PeopleSoft refused: "
              + Words.line(
                  texts.getOrDefault("DefaultMessage", texts.getOrDefault("faultstring", ""))));
    }
    return texts;
  }

  private static void collect(JsonNode node, Map<String, String> texts) {
    node.properties()
        .forEach(
            member -> {
              if (member.getValue().isValueNode()) {
                texts.put(member.getKey(), member.getValue().asText());
              }
            });
    node.forEach(child -> collect(child, texts));
  }

  private static void collect(Xml xml, Map<String, String> texts) throws Xml.Bad {
    StringBuilder text = new StringBuilder();
    for (int event = xml.next(); event != XMLStreamReader.END_DOCUMENT; event = xml.next()) {
      switch (event) {
        case XMLStreamReader.START_ELEMENT -> text.setLength(0);
        case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> text.append(xml.text());
        case XMLStreamReader.END_ELEMENT -> {
          texts.putIfAbsent(xml.name(), text.toString());
          text.setLength(0);
        }
        default -> {
          // nothing that matters
        }
      }
    }
  }
}
