package io.mlconnector.sandbox.peoplesoft;

import io.mlconnector.sandbox.Reply;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The SOAP service of the component interface behind the service listening connector (sheet 2.1,
 * 2.6): SOAPAction or, in SOAP 1.2, the action of the content type names the operation; errors are
 * SOAP faults. Who calls is proved by an Authorization or by a UsernameToken in the SOAP header;
 * which of the two such a service takes is not verified.
 */
final class SoapApi {

  private static final String PATH = "/PSIGW/PeopleSoftServiceListeningConnector/:node";
  private static final Pattern ACTION = Pattern.compile("action=\"?([^\";]+)\"?");
  private static final String GET = "CI_" + SupportLogins.INTERFACE + "_G.V1";
  private static final String UPDATE = "CI_" + SupportLogins.INTERFACE + "_UD.V1";

  private final SupportLogins logins;
  private final SignIn signIn;

  SoapApi(SupportLogins logins, SignIn signIn) {
    this.logins = logins;
    this.signIn = signIn;
  }

  void mount(Router router, Gateway gateway) {
    router.post(PATH).handler(gateway.ofNode(this::answer));
  }

  private Reply answer(RoutingContext call) {
    String type = String.valueOf(call.request().getHeader("Content-Type"));
    String version = type.startsWith("application/soap+xml") ? Soap.SOAP12 : Soap.SOAP11;
    try {
      Element envelope = Soap.envelope(call.body() == null ? null : call.body().buffer());
      if (!version.equals(envelope.getNamespaceURI()) || !type.contains("xml")) {
        throw Refusal.query("Content type and envelope are of different versions");
      }
      String oprid = oprid(call, envelope);
      if (!oprid.equals(PeopleSoftAccounts.OPRID)) {
        throw Refusal.query("User " + oprid + " is not authorized for this operation");
      }
      return Soap.answer(version, 200, run(action(call, type), body(envelope)));
    } catch (Refusal refusal) {
      int status = refusal.place == Refusal.Place.SIGN_IN ? 401 : 500;
      return Soap.fault(version, status, refusal.getMessage());
    }
  }

  private String oprid(RoutingContext call, Element envelope) {
    String authorization = call.request().getHeader("Authorization");
    if (authorization != null) {
      return signIn.oprid(authorization);
    }
    Element header = Soap.child(envelope, "Header");
    Element security = header == null ? null : Soap.child(header, "Security");
    Element token = security == null ? null : Soap.child(security, "UsernameToken");
    if (token == null) {
      throw Refusal.signIn("No credentials");
    }
    return SignIn.oprid(text(token, "Username"), text(token, "Password"));
  }

  private static String action(RoutingContext call, String type) {
    if (type.startsWith("application/soap+xml")) {
      Matcher action = ACTION.matcher(type);
      return action.find() ? action.group(1) : "";
    }
    return String.valueOf(call.request().getHeader("SOAPAction")).replace("\"", "");
  }

  private static Element body(Element envelope) {
    Element body = Soap.child(envelope, "Body");
    Element request = body == null ? null : Soap.child(body, null);
    if (request == null) {
      throw Refusal.query("The envelope has no request");
    }
    return request;
  }

  private String run(String action, Element request) {
    String wanted =
        switch (action) {
          case GET -> "Get";
          case UPDATE -> "Updatedata";
          default -> throw Refusal.query("Invalid service operation \"" + action + "\"");
        };
    String name = wanted + "__CompIntfc__" + SupportLogins.INTERFACE;
    if (!name.equals(request.getLocalName())) {
      throw Refusal.query("Request " + request.getLocalName() + " does not belong to " + action);
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (Node node = request.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element field) {
        fields.put(field.getLocalName(), field.getTextContent().strip());
      }
    }
    StringBuilder xml = new StringBuilder("<").append(name).append("Response");
    xml.append(" xmlns=\"http://xmlns.oracle.com/Enterprise/Tools/schemas/M").append(wanted);
    xml.append(".V1\">");
    if (wanted.equals("Get")) {
      Row row = logins.get(fields.getOrDefault("EMPLID", ""));
      for (String field : new String[] {"EMPLID", SupportLogins.STATUS, SupportLogins.STAMP}) {
        Xml.element(xml, field, row.text(field));
      }
    } else {
      String wrong = logins.update(fields);
      Xml.element(xml, "notification", wrong == null ? "1" : "0");
      Xml.element(xml, "detail", wrong == null ? "" : wrong);
    }
    return xml.append("</").append(name).append("Response>").toString();
  }

  private static String text(Element parent, String name) {
    Element child = Soap.child(parent, name);
    return child == null ? "" : child.getTextContent().strip();
  }
}
