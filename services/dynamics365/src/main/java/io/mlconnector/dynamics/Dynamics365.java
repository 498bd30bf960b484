package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.dynamics.api.ODataApi;
import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.Auth;
import io.mlconnector.spi.Auth.TokenEndpoint;
import io.mlconnector.spi.Check;
import io.mlconnector.spi.Check.Right;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.ConnectionSpec.AuthInput;
import io.mlconnector.spi.ConnectionSpec.AuthMode;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Setting.Type;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Webhook;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Microsoft Dynamics 365 Finance &amp; Operations, by OData and business events. */
@ApplicationScoped
public class Dynamics365 implements Adapter {

  private static final int TOKEN_SECONDS = 3600;

  /**
   * The limits by number (6,000 calls, 52 at a time) were withdrawn with 10.0.36; what is left is
   * by load and told by Retry-After. This many calls at a time is ours.
   */
  private static final int CONCURRENCY = 4;

  @Override
  public String system() {
    return "dynamics365";
  }

  @Override
  public String title() {
    return "Microsoft Dynamics 365 Finance & Operations";
  }

  @Override
  public ConnectionSpec connectionSpec() {
    List<Setting> application =
        List.of(
            Setting.required("tenant", Type.TEXT, "Entra ID tenant: its id or a domain of it."),
            Setting.required(
                "clientId",
                Type.TEXT,
                "Application (client) id; it must also be registered in finance and operations,"
                    + " with a user whose roles and companies are what we may read."),
            Setting.required("clientSecret", Type.SECRET, "A client secret of the application."),
            Setting.ends(
                "clientSecret",
                "Entra ID shows it beside the secret (Certificates & secrets, Expires)."),
            Setting.optional(
                "authority",
                Type.URL,
                "https://login.microsoftonline.com",
                "Where tokens are issued; sovereign clouds have their own."),
            Setting.optional(
                Webhook.SECRET,
                Type.SECRET,
                null,
                "What business events have to carry, in their header or address; long and"
                    + " random."));
    return new ConnectionSpec(
        "The environment's address, such as https://example.operations.dynamics.com",
        DynamicsSettings.ALL,
        List.of(
            new AuthMode(
                "client-credentials",
                "OAuth 2.0 client credentials at the v2.0 endpoint",
                with(
                    application,
                    Setting.optional(
                        "scope", Type.TEXT, null, "Empty: the environment's address /.default.")),
                in ->
                    new Auth.ClientCredentials(
                        endpoint(in, "/oauth2/v2.0/token", Map.of()),
                        given(in, "scope", root(in) + "/.default"))),
            new AuthMode(
                "client-credentials-v1",
                "OAuth 2.0 client credentials at the v1 endpoint",
                with(
                    application,
                    Setting.optional(
                        "resource", Type.TEXT, null, "Empty: the environment's address.")),
                in ->
                    new Auth.ClientCredentials(
                        endpoint(
                            in,
                            "/oauth2/token",
                            Map.of("resource", given(in, "resource", root(in)))),
                        null))),
        "1h");
  }

  private static List<Setting> with(List<Setting> settings, Setting more) {
    List<Setting> all = new ArrayList<>(settings);
    all.add(more);
    return all;
  }

  /** Without a slash at its end, which makes another resource of it. */
  private static String root(AuthInput in) {
    return in.baseUrl().toString().replaceAll("/+$", "");
  }

  private static String given(AuthInput in, String setting, String otherwise) {
    return in.auth().find(setting).filter(text -> !text.isBlank()).orElse(otherwise);
  }

  private static TokenEndpoint endpoint(AuthInput in, String path, Map<String, String> parameters) {
    String authority = in.auth().text("authority").replaceAll("/+$", "");
    return new TokenEndpoint(
        URI.create(authority + "/" + in.auth().text("tenant") + path),
        in.auth().text("clientId"),
        in.auth().secret("clientSecret"),
        TokenEndpoint.Form.FORM_POST,
        parameters,
        TOKEN_SECONDS);
  }

  @Override
  public Limits limits(Settings settings) {
    return Limits.none(CONCURRENCY);
  }

  @Override
  public List<SourceStream<?>> sources() {
    return List.of(new Customers(), new Vendors(), new Contacts());
  }

  @Override
  public List<Sink> sinks() {
    return List.of(new AccountAnnotations());
  }

  @Override
  public List<Webhook> webhooks() {
    return List.of(new BusinessEvents());
  }

  @Override
  public Check check(Connection connection) {
    DynamicsSettings settings = new DynamicsSettings(connection.settings());
    List<String> visible = Companies.visible(connection);
    List<Right> rights = new ArrayList<>();
    for (String company : settings.companies()) {
      rights.add(company(connection, company, visible));
    }
    rights.add(right("read " + Customers.SET, () -> one(connection, Customers.SET)));
    rights.add(right("read " + settings.vendorSet(), () -> one(connection, settings.vendorSet())));
    rights.add(right("read contact persons", () -> Contacts.look(connection)));
    rights.add(documentType(connection));
    // No call says who we are; the companies are what tells one user from another.
    String companies = visible.isEmpty() ? "none" : String.join(", ", visible);
    return new Check("the Entra application's user, who sees the companies " + companies, rights);
  }

  private static Right company(Connection connection, String company, List<String> visible) {
    String what = "see company " + company;
    if (visible.contains(company) && Companies.shows(connection, company)) {
      return new Right(what, true, null);
    }
    return new Right(
        what,
        false,
        "It shows no customer and no vendor. Grant the role of the application's user for that"
            + " company, or correct the setting companies.");
  }

  private static void one(Connection connection, String set) {
    connection.client(ODataApi.class).list(set, true, null, null, null, 1);
  }

  /** Whether attachments of our type can be written, as far as reading tells. */
  private static Right documentType(Connection connection) {
    String wanted = connection.settings().text("documentType");
    String what = "attach documents of type " + wanted;
    List<String> there = new ArrayList<>();
    Right right =
        right(
            what,
            () ->
                connection
                    .client(ODataApi.class)
                    .list("DocumentTypes", true, null, null, null, null)
                    .path("value")
                    .forEach(type -> type.forEach(field -> names(there, field))));
    if (!right.granted() || there.isEmpty() || there.contains(wanted)) {
      return right;
    }
    return new Right(
        what,
        false,
        "There is no document type %s. Name one of yours in the setting documentType."
            .formatted(wanted));
  }

  private static void names(List<String> there, JsonNode field) {
    if (field.isTextual()) {
      there.add(field.textValue());
    }
  }

  private static Right right(String what, Runnable look) {
    try {
      look.run();
      return new Right(what, true, null);
    } catch (VendorFailure e) {
      boolean refused =
          e.kind() == VendorFailure.Kind.REJECTED || e.status() == 403 || e.status() == 404;
      if (!refused) {
        throw e;
      }
      return new Right(
          what,
          false,
          e.getMessage()
              + " Grant the role of the application's user the privilege to "
              + what
              + ".");
    }
  }
}
