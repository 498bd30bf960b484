package io.mlconnector.zoho;

import io.mlconnector.spi.Adapter;
import io.mlconnector.spi.Check;
import io.mlconnector.spi.Check.Right;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.Limits;
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
import java.util.stream.Stream;

/** Zoho CRM, by its API v8. */
@ApplicationScoped
public class Zoho implements Adapter {

  private static final String API_DOMAIN = "api_domain";

  @Override
  public String system() {
    return "zoho-crm";
  }

  @Override
  public String title() {
    return "Zoho CRM";
  }

  @Override
  public ConnectionSpec connectionSpec() {
    return new ConnectionSpec(
        "The accounts server of the data centre where the organization is, such as"
            + " https://accounts.zoho.eu; Zoho says at sign-in where its API is",
        Stream.of(ZohoLimits.SETTINGS, ZohoSettings.ALL, Notifications.SETTINGS)
            .flatMap(List::stream)
            .toList(),
        ZohoAuth.MODES,
        "1h");
  }

  @Override
  public Limits limits(Settings settings) {
    return ZohoLimits.of(settings);
  }

  @Override
  public URI home(URI baseUrl, Settings settings, Map<String, String> facts) {
    return DataCentre.api(baseUrl, facts.get(API_DOMAIN), settings.list("apiHosts"));
  }

  /** A scope that is missing is said with the status of a token that has died. */
  @Override
  public VendorFailure judged(VendorFailure failure) {
    boolean scope =
        failure.status() == 401
            && failure.body() != null
            && failure.body().path("code").asText().equals("OAUTH_SCOPE_MISMATCH");
    return scope
        ? VendorFailure.rejected(
                401,
                failure.getMessage()
                    + " (the consent lacks a scope for this: authorise the connection again)")
            .with(failure.body())
        : failure;
  }

  @Override
  public List<SourceStream<?>> sources() {
    return List.of(new AccountStream(), new ContactStream(), new VendorStream());
  }

  @Override
  public List<Sink> sinks() {
    return Kind.ALL.stream().<Sink>map(Records::new).toList();
  }

  @Override
  public List<Webhook> webhooks() {
    return List.of(new Notifications());
  }

  @Override
  public Check check(Connection connection) {
    List<Right> rights = new ArrayList<>();
    for (Kind kind : Kind.ALL) {
      rights.addAll(Rights.of(connection, kind));
    }
    rights.add(Rights.notifications(connection));
    return new Check(
        "an organization at " + connection.facts().getOrDefault(API_DOMAIN, "an unknown host"),
        rights);
  }

  /** The key fields are made by the customer, and every route depends on them. */
  @Override
  public boolean checkedWhenSaved() {
    return true;
  }
}
