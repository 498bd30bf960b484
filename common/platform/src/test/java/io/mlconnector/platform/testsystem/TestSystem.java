package io.mlconnector.platform.testsystem;

import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.Auth;
import io.mlconnector.spi.Auth.TokenEndpoint;
import io.mlconnector.spi.Check;
import io.mlconnector.spi.Check.Right;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.ConnectionSpec.AuthMode;
import io.mlconnector.spi.Lapse;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Setting.Type;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.Sink;
import io.mlconnector.spi.SourceStream;
import io.mlconnector.spi.TableSink;
import io.mlconnector.spi.Webhook;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** A tiny system in memory with one stream, one sink and one hook, for the platform's own tests. */
@ApplicationScoped
public class TestSystem implements Adapter {

  public static final String NAME = "test-system";

  @Override
  public String system() {
    return NAME;
  }

  @Override
  public String title() {
    return "Test System";
  }

  @Override
  public ConnectionSpec connectionSpec() {
    return new ConnectionSpec(
        "The address of the account, like https://example.test-system.com.",
        List.of(
            Setting.optional("pageSize", Type.INTEGER, "100", "Records per page."),
            Setting.optional("carryNotes", Type.BOOLEAN, "false", "Whether notes are carried."),
            Setting.optional("lookback", Type.DURATION, "5m", "How far windows overlap."),
            Setting.optional("tags", Type.LIST, null, "Only records with these tags."),
            Setting.optional("rename", Type.MAP, null, "Vendor field to custom field."),
            Setting.optional("reportsUrl", Type.URL, null, "Where reports are."),
            Setting.choice("region", "eu", "Where the account lives.", "eu", "us")),
        List.of(
            new AuthMode(
                "client-credentials",
                "OAuth client",
                List.of(
                    Setting.required("clientId", Type.TEXT, "The client's id."),
                    Setting.required("clientSecret", Type.SECRET, "The client's secret."),
                    Setting.required("tokenUrl", Type.URL, "Where tokens are asked for."),
                    Setting.optional("webhookSecret", Type.SECRET, null, "Signs calls to us.")),
                input ->
                    new Auth.ClientCredentials(
                        new TokenEndpoint(
                            URI.create(input.auth().text("tokenUrl")),
                            input.auth().text("clientId"),
                            input.auth().secret("clientSecret"),
                            TokenEndpoint.Form.FORM_BASIC,
                            Map.of(),
                            3600),
                        null)),
            new AuthMode(
                "basic",
                "User and password",
                List.of(
                    Setting.required("user", Type.TEXT, "The user."),
                    Setting.required("password", Type.SECRET, "The password."),
                    Setting.ends("password", "The account's page shows it."),
                    Setting.optional("webhookSecret", Type.SECRET, null, "Signs calls to us.")),
                input -> new Auth.Basic(input.auth().text("user"), input.auth().secret("password")),
                List.of(
                    Lapse.on(
                        "password sign-in",
                        LocalDate.of(2040, 1, 1),
                        "Change to the OAuth client.")))),
        "10m");
  }

  @Override
  public Limits limits(Settings settings) {
    return Limits.none(4);
  }

  @Override
  public List<SourceStream<?>> sources() {
    return List.of(new TestCustomers());
  }

  @Override
  public List<Sink> sinks() {
    return List.of(new TestOrganizations());
  }

  @Override
  public List<TableSink> tables() {
    return List.of(new TestTables());
  }

  @Override
  public List<Webhook> webhooks() {
    return List.of(new TestHook());
  }

  @Override
  public Check check(Connection connection) {
    TestVendor vendor = TestVendor.of(connection.id());
    vendor.signIn(connection.settings().secret("password"));
    vendor.answer();
    return new Check("robot", List.of(new Right("write organization", true, null)));
  }
}
