package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlconnector.embedded.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The HR system and the helpdesk, on one command; over TLS, where the former asks who calls. */
@TestInstance(Lifecycle.PER_CLASS)
class PeopleSoftRunIT {

  private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Duration SECONDS = Duration.ofSeconds(90);
  private static final String SUPPORT = "40100";
  private static final String PAYABLES = "10300";
  private static final int LIGHT = 1;

  @TempDir static Path data;

  private RunningLauncher run;
  private Control control;

  @BeforeAll
  void load() throws Exception {
    run =
        RunningLauncher.start(
            REPOSITORY, data, RunningLauncher.freeBase(), "--erp", "peoplesoft", "--with-tls");
    run.awaitLine("Console: http");
    control = new Control(run.ports());
  }

  @AfterAll
  void stop() throws Exception {
    run.close();
  }

  @Test
  void whoShowsNoCertificateIsNotServedByTheHrSystem() throws Exception {
    String ping =
        run.services()
            .post(
                "peoplesoft",
                "/api/connections/peoplesoft/ping",
                JsonNodeFactory.instance.objectNode());
    URI vendor =
        URI.create("https://127.0.0.1:" + run.ports().of(Ports.SIMULATED + "peoplesoft") + "/");
    HttpClient stranger = HttpClient.newBuilder().sslContext(trusting()).build();

    assertThat(ping).contains("\"ok\":true");
    assertThatThrownBy(
            () ->
                stranger.send(
                    HttpRequest.newBuilder(vendor).build(), HttpResponse.BodyHandlers.discarding()))
        .isInstanceOf(IOException.class);
    String lapses = run.services().get("peoplesoft", "/api/lapses");
    assertThat(lapses).contains("client certificate ml-connector", "own authority");
  }

  /** Knows the vendor, and has nothing to show. */
  private static SSLContext trusting() throws Exception {
    KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
    known.load(null, null);
    try (InputStream ca =
        Files.newInputStream(Certificates.of(data.resolve("config/tls")).authority())) {
      known.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(ca));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private JsonNode user(String email) {
    return control.get("/zendesk/users?email=" + email).path(0);
  }

  private String hired(String first, String email, String department) {
    JsonNode person =
        control.post(
            "/peoplesoft/people",
            Map.of(
                "FIRST_NAME", first,
                "LAST_NAME", "Sommer",
                "EMAIL_ADDR", email,
                "DEPTID", department));
    await("a hire is a user with role and group")
        .atMost(SECONDS)
        .until(() -> user(email).path("groups").size() == 1);
    assertThat(user(email).path("suspended").asBoolean()).isFalse();
    return person.path("EMPLID").asText();
  }

  private String roleAndGroup(String email) {
    JsonNode user = user(email);
    return user.path("role").asText()
        + (user.path("role_type").asInt() == LIGHT ? " light " : " ")
        + user.at("/groups/0").asText();
  }

  private void awaitLogin(String id, String status) {
    await("PeopleSoft knows of the login")
        .atMost(SECONDS)
        .until(
            () ->
                control
                    .get("/peoplesoft/support-logins")
                    .path("now")
                    .path(id)
                    .path("MLC_LOGIN_STATUS")
                    .asText()
                    .equals(status));
  }

  private void terminated(String id, Map<String, String> when) {
    control.post("/peoplesoft/people/" + id + "/terminate", when);
  }

  private void awaitSuspended(String email) {
    await("a leaver cannot sign in any more")
        .atMost(SECONDS)
        .until(() -> user(email).path("suspended").asBoolean());
  }

  @Test
  void aHireIsAUserALeaverIsSuspendedAndTomorrowsLeaverTomorrow() throws IOException {
    String today = "ida.sommer@company.example";
    String tomorrow = "otto.sommer@company.example";
    String leaves = hired("Ida", today, SUPPORT);
    String later = hired("Otto", tomorrow, PAYABLES);
    assertThat(roleAndGroup(today)).isEqualTo("agent Support");
    assertThat(roleAndGroup(tomorrow)).isEqualTo("agent light Billing questions");
    String now = control.get("/peoplesoft/clock").path("now").asText();
    String next = LocalDateTime.parse(now).toLocalDate().plusDays(1).toString();

    terminated(later, Map.of("EFFDT", next));
    terminated(leaves, Map.of());

    awaitSuspended(today);
    // What was saved before the other's end has been read with it, and only the day is known of it.
    JsonNode known =
        new Topics(
                "127.0.0.1:" + run.ports().of(Ports.KAFKA),
                Tls.of(new DataFolder(data)).kafkaClient())
            .newest("peoplesoft", "employee", later);
    assertThat(known.path("status").asText()).isEqualTo("active");
    assertThat(known.path("terminatedOn").asText()).isEqualTo(next);
    awaitLogin(leaves, "I");
    assertThat(user(tomorrow).path("suspended").asBoolean()).isFalse();

    control.post("/peoplesoft/clock", Map.of("to", next + "T00:00:05"));

    awaitSuspended(tomorrow);
    assertThat(user(today).path("role").asText()).isEqualTo("end-user");
    assertThat(control.get("/zendesk/state").path("duplicates").findValues("id")).isEmpty();
    assertThat(control.get("/zendesk/users?email=" + today)).hasSize(1);

    control.post("/peoplesoft/people/" + leaves + "/rehire", Map.of());

    await("whoever comes back is an agent again")
        .atMost(SECONDS)
        .until(() -> roleAndGroup(today).equals("agent Support"));
    assertThat(user(today).path("suspended").asBoolean()).isFalse();
    awaitLogin(leaves, "A");
  }

  @Test
  void aVendorThatIsNoMoreKeepsItsOrganizationIsTaggedAndListedAsGone() throws Exception {
    JsonNode vendor =
        control.post("/peoplesoft/vendors", Map.of("NAME1", "Kessel Supplies", "SETID", "SHARE"));
    String key = "SHARE:" + vendor.path("VENDOR_ID").asText();
    String organization = "/zendesk/organizations?name=Kessel%20Supplies";
    run.services().awaitPoll("peoplesoft", "peoplesoft", "vendors");
    await("a vendor is an organization")
        .atMost(SECONDS)
        .until(() -> control.get(organization).size() == 1);

    control.patch("/peoplesoft/vendors/" + key.replace(':', '/'), Map.of("VENDOR_STATUS", "I"));
    run.services().awaitPoll("peoplesoft", "peoplesoft", "vendors");

    await("its organization is tagged")
        .atMost(SECONDS)
        .until(
            () ->
                control.get(organization).at("/0/tags").toString().contains("vendor_not_current"));
    assertThat(run.services().get("mapping", "/api/gone?connection=peoplesoft&entity=vendor"))
        .contains(key, "Kessel Supplies", control.get(organization).at("/0/id").asText());
  }
}
