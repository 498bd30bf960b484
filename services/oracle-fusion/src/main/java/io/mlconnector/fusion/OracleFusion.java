package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
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
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Oracle Fusion Cloud ERP, by its ADF REST services. */
@ApplicationScoped
public class OracleFusion implements Adapter {

  private static final int TOKEN_SECONDS = 3600;

  @Override
  public String system() {
    return "oracle-fusion";
  }

  @Override
  public String title() {
    return "Oracle Fusion Cloud ERP";
  }

  @Override
  public ConnectionSpec connectionSpec() {
    Setting tokenUrl =
        Setting.required(
            "tokenUrl",
            Type.URL,
            "Token endpoint of the identity domain,"
                + " https://….identity.oraclecloud.com/oauth2/v1/token.");
    Setting clientId = Setting.required("clientId", Type.TEXT, "OAuth client id.");
    Setting clientSecret = Setting.required("clientSecret", Type.SECRET, "OAuth client secret.");
    Setting clientSecretEnds =
        Setting.ends("clientSecret", "Where the identity domain's policy gives it an end.");
    Setting scope =
        Setting.required(
            "scope", Type.TEXT, "OAuth scope; its form differs between pods, see the client.");
    return new ConnectionSpec(
        "The pod's address, such as https://example.fa.us2.oraclecloud.com",
        Stream.concat(FusionSettings.ALL.stream(), FinanceSettings.ALL.stream()).toList(),
        List.of(
            new AuthMode(
                "client-credentials",
                "OAuth 2.0 client credentials; the client id must also be a Fusion user with roles",
                List.of(clientId, clientSecret, clientSecretEnds, tokenUrl, scope),
                in -> new Auth.ClientCredentials(endpoint(in), in.auth().text("scope"))),
            new AuthMode(
                "authorization-code",
                "Sign in at the identity domain in the browser",
                List.of(
                    clientId,
                    clientSecret,
                    clientSecretEnds,
                    tokenUrl,
                    Setting.required("authorizeUrl", Type.URL, "Authorization endpoint."),
                    scope),
                in ->
                    new Auth.AuthorizationCode(
                        endpoint(in),
                        URI.create(in.auth().text("authorizeUrl")),
                        in.auth().text("scope"),
                        true,
                        true)),
            new AuthMode(
                "basic",
                "User and password of an integration user",
                List.of(
                    Setting.required("user", Type.TEXT, "Integration user."),
                    Setting.required("password", Type.SECRET, "Its password."),
                    Setting.ends("password", "By the password policy of the pod.")),
                in -> new Auth.Basic(in.auth().text("user"), in.auth().secret("password")))),
        "10m");
  }

  private static TokenEndpoint endpoint(AuthInput in) {
    return new TokenEndpoint(
        URI.create(in.auth().text("tokenUrl")),
        in.auth().text("clientId"),
        in.auth().secret("clientSecret"),
        TokenEndpoint.Form.FORM_BASIC,
        Map.of(),
        TOKEN_SECONDS);
  }

  /**
   * Oracle publishes no number. The field reports about 5,000 calls per hour and user, so that is
   * what we share in; two calls at a time.
   */
  @Override
  public Limits limits(Settings settings) {
    Limits.Budget hourly =
        new Limits.Budget("user", Pattern.compile(".*"), 5_000, Duration.ofHours(1));
    return new Limits(List.of(hourly), List.of(), 0, 2);
  }

  @Override
  public boolean refusesByPlace() {
    return true;
  }

  @Override
  public List<SourceStream<?>> sources() {
    List<SourceStream<?>> all = new ArrayList<>(List.of(new Customers(), new Contacts()));
    all.addAll(FinanceRights.STREAMS);
    return all;
  }

  @Override
  public List<Sink> sinks() {
    return List.of(CustomerNotes.current(), CustomerNotes.log());
  }

  @Override
  public Check check(Connection connection) {
    FusionSettings settings = new FusionSettings(connection.settings());
    boolean receivables = settings.receivables();
    List<Resource> needed =
        receivables
            ? List.of(new ReceivablesProfile().resource())
            : List.of(new AccountsProfile().resource(), Contacts.CONTACTS);
    List<Right> rights = new ArrayList<>();
    for (Resource resource : needed) {
      rights.add(right(connection, "read " + resource.name(), () -> one(connection, resource)));
    }
    if (Orders.wanted(settings)) {
      rights.add(orders(connection, needed.get(0)));
    }
    if (settings.owesByInvoices()) {
      rights.add(right(connection, "read open invoices", () -> Invoices.selfTest(connection)));
    }
    if (!receivables) {
      rights.add(right(connection, "read notes", () -> notes(connection)));
    }
    rights.addAll(FinanceRights.of(connection));
    // Fusion has no call that says who we are; being let in at all is what there is.
    boolean somebody = rights.stream().anyMatch(Right::granted);
    return new Check(
        somebody ? "integration user of " + connection.baseUrl().getHost() : null, rights);
  }

  private static List<JsonNode> one(Connection connection, Resource resource) {
    return resource.list(connection, null, null, 1, 0).items();
  }

  /** The notes of any account; nothing to be looked at is no missing right. */
  private static void notes(Connection connection) {
    for (JsonNode account : one(connection, new AccountsProfile().resource())) {
      String key = account.path(AccountsProfile.KEY).asText();
      new Notebook(connection).look("accounts", key);
    }
  }

  /** Whether the settings of open orders fit the pod. */
  private static Right orders(Connection connection, Resource customers) {
    String what = "read open orders";
    try {
      Orders orders = Orders.of(new FusionSettings(connection.settings())).orElseThrow();
      Right right = right(connection, what, () -> orders.selfTest(connection, customers));
      if (!right.granted() || orders.finds(connection)) {
        return right;
      }
      return new Right(
          what,
          false,
          "The setting ordersFilter finds none of the pod's orders: there are no open ones, or it"
              + " is not in the grammar of restFrameworkVersion.");
    } catch (VendorFailure e) {
      if (e.kind() != VendorFailure.Kind.REJECTED) {
        throw e;
      }
      return new Right(what, false, e.getMessage());
    }
  }

  private static Right right(Connection connection, String what, Runnable look) {
    try {
      look.run();
      return new Right(what, true, null);
    } catch (VendorFailure e) {
      boolean refused = e.status() == 401 || e.status() == 403;
      if (!refused) {
        throw e;
      }
      return new Right(
          what,
          false,
          e.getMessage()
              + " Grant the integration user a role that may "
              + what
              + "; Fusion answers a missing privilege like a bad token.");
    }
  }
}
