package io.mlconnector.sandbox.tableau;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mlconnector.sandbox.Call;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.tableau.TableauClient.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private TableauClient client;

  @BeforeEach
  void start() {
    client = new TableauClient();
  }

  @AfterEach
  void stop() {
    client.close();
  }

  private int status(String token) {
    client.token = token;
    return client.get("/projects").status();
  }

  @Test
  void theServersVersionIsToldToEverybodyInXmlOrJson() {
    Answer xml = client.call("GET", "/api/2.4/serverinfo", null, "Accept", "application/xml");
    Answer json = client.call("GET", "/api/2.4/serverinfo", null);

    assertThat(xml.body())
        .contains("<tsResponse xmlns=\"http://tableau.com/api\"")
        .contains("<restApiVersion>3.27</restApiVersion>");
    assertThat(json.json().path("serverInfo").path("restApiVersion").asText()).isEqualTo("3.27");
    assertThat(client.call("GET", "/api/3.28/serverinfo", null).code()).isEqualTo("404003");
    assertThat(client.call("POST", "/api/3.5/auth/signin", null).code()).isEqualTo("404003");
  }

  @Test
  void xmlSignsInToo() {
    String xml =
        "<tsRequest><credentials personalAccessTokenName='%s' personalAccessTokenSecret='%s'>"
            + "<site contentUrl='finance'/></credentials></tsRequest>";
    byte[] body =
        xml.formatted(TableauAccounts.PAT_NAME, TableauAccounts.PAT_SECRET)
            .getBytes(StandardCharsets.UTF_8);

    Answer answer =
        client.call(
            "POST",
            "/api/3.6/auth/signin",
            body,
            "Content-Type",
            "application/xml",
            "Accept",
            "*/*");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("<credentials token=\"", "contentUrl=\"finance\"");
    assertThat(client.sandbox.ledger().calls())
        .extracting(Call::body)
        .noneMatch(text -> text.contains(TableauAccounts.PAT_SECRET));
  }

  @Test
  void aSecondSignInWithTheSameTokenEndsTheFirstSession() {
    String first = client.signIn(TableauAccounts.PAT_NAME, TableauAccounts.PAT_SECRET);
    String other =
        client.signIn(TableauAccounts.CREATOR_PAT_NAME, TableauAccounts.CREATOR_PAT_SECRET);
    assertThat(status(first)).isEqualTo(200);

    String second = client.signIn(TableauAccounts.PAT_NAME, TableauAccounts.PAT_SECRET);

    client.token = first;
    assertThat(client.get("/projects").code()).isEqualTo("401002");
    assertThat(client.call("POST", "/api/3.27/auth/signout", null).code()).isEqualTo("401002");
    assertThat(status(second)).isEqualTo(200);
    assertThat(status(other)).isEqualTo(200);
    assertThat(client.call("POST", "/api/3.27/auth/signout", null).status()).isEqualTo(204);
    assertThat(status(other)).isEqualTo(401);
  }

  @Test
  void aSessionEndsWhenItIsNotUsedAndATokenWhenNobodySignsIn() {
    client.signIn();
    client.sandbox.clock().advance(Duration.ofMinutes(119));
    assertThat(client.get("/projects").status()).isEqualTo(200);
    client.sandbox.clock().advance(Duration.ofMinutes(119));
    assertThat(client.get("/projects").status()).isEqualTo(200);
    client.sandbox.clock().advance(Duration.ofMinutes(121));
    assertThat(client.get("/projects").code()).isEqualTo("401002");

    client.signIn();
    client.sandbox.clock().advance(Duration.ofDays(15));
    assertThat(client.trySignIn(TableauAccounts.PAT_NAME, TableauAccounts.PAT_SECRET).code())
        .isEqualTo("401001");
  }

  @Test
  void whoIsNotKnownIsRefusedInWordsOfItsOwn() {
    assertThat(client.trySignIn(TableauAccounts.PAT_NAME, "wrong").code()).isEqualTo("401001");
    assertThat(client.get("/projects").code()).isEqualTo("401000");
    client.token = "made-up";
    assertThat(client.get("/projects").code()).isEqualTo("401002");
    client.signIn();
    assertThat(client.call("GET", "/api/3.27/sites/other/projects", null).code())
        .isEqualTo("404000");
    client.done("DELETE", "/pats/" + TableauAccounts.PAT_NAME, null);
    assertThat(client.get("/projects").code()).isEqualTo("401002");
    assertThat(client.trySignIn(TableauAccounts.PAT_NAME, TableauAccounts.PAT_SECRET).code())
        .isEqualTo("401001");
  }

  @Test
  void theHostInFrontOfAllPodsSendsASignInOn() {
    byte[] body = TableauClient.text("{}");
    Answer answer =
        client.send(
            client.sandbox.vendor(TableauVendor.GENERIC), "POST", "/api/3.27/auth/signin", body);

    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.header("Location")).isEqualTo(client.uri() + "/api/3.27/auth/signin");
    client.signIn();
    assertThat(
            client
                .send(
                    client.sandbox.vendor(TableauVendor.GENERIC),
                    "GET",
                    "/api/3.27/sites/" + Site.ID + "/projects",
                    null)
                .code())
        .isEqualTo("401002");
  }

  @Test
  void aConnectedAppHasManySessionsAndItsScopesOnly() throws Exception {
    String reading = jwt("tableau:content:read");
    String token = app(reading).json().path("credentials").path("token").asText();
    String again =
        app(jwt("tableau:content:read")).json().path("credentials").path("token").asText();

    assertThat(status(token)).isEqualTo(200);
    assertThat(status(again)).isEqualTo(200);
    assertThat(client.site("POST", "/fileUploads", null).code()).isEqualTo("401002");
    client.token =
        app(jwt("tableau:file_uploads:create")).json().path("credentials").path("token").asText();
    assertThat(client.site("POST", "/fileUploads", null).status()).isEqualTo(201);
    assertThat(app(reading).code()).isEqualTo("401001");
    assertThat(app(reading + "x").code()).isEqualTo("401001");
    String late = jwt("tableau:content:read");
    client.sandbox.clock().advance(Duration.ofMinutes(6));
    assertThat(app(late).code()).isEqualTo("401001");
  }

  private Answer app(String jwt) {
    return client.call(
        "POST",
        "/api/3.17/auth/signin",
        TableauClient.text("{'credentials':{'jwt':'" + jwt + "','site':{'contentUrl':'finance'}}}"),
        "Content-Type",
        "application/json");
  }

  private String jwt(String... scopes) throws Exception {
    String head =
        SandboxJson.object()
            .put("alg", "HS256")
            .put("kid", TableauAccounts.APP_SECRET_ID)
            .put("iss", TableauAccounts.APP_CLIENT_ID)
            .toString();
    var claims =
        SandboxJson.object()
            .put("iss", TableauAccounts.APP_CLIENT_ID)
            .put("aud", "tableau")
            .put("sub", TableauAccounts.CREATOR)
            .put("jti", UUID.randomUUID().toString())
            .put("exp", client.sandbox.clock().instant().plusSeconds(300).getEpochSecond());
    ArrayNode scp = claims.putArray("scp");
    for (String scope : scopes) {
      scp.add(scope);
    }
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String signed =
        base64.encodeToString(head.getBytes(StandardCharsets.UTF_8))
            + "."
            + base64.encodeToString(claims.toString().getBytes(StandardCharsets.UTF_8));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            TableauAccounts.APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return signed
        + "."
        + base64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }
}
