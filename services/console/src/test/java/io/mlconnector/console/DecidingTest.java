package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mlconnector.browser.Browser;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do in the browser, and what the services are asked for then. */
@QuarkusTest
@WithTestResource(
    value = ConsoleResource.class,
    initArgs = @ResourceArg(name = "people", value = "true"))
class DecidingTest {

  private static final String WELL =
      "{\"ok\":true,\"identity\":\"Robot\",\"rights\":[],\"latencyMillis\":90,\"at\":\"2026-11-21T09:00:00Z\"}";
  private static final String REFUSED =
      "{\"ok\":false,\"cause\":\"The system refuses our credentials: check those below"
          + " auth\",\"kind\":\"UNAUTHORIZED\",\"rights\":[],\"latencyMillis\":40,\"at\":\"2026-11-21T09:00:00Z\"}";

  @TestHTTPResource URI url;

  @ConfigProperty(name = "mlconnector.mapping.url")
  String services;

  private Browser browser;
  private Fakes fakes;

  @BeforeEach
  void signIn() throws IOException {
    Assumptions.assumeTrue(
        Browser.isInstalled(), "Debian's chromium is not installed: apt-get install chromium");
    fakes = new Fakes(services);
    browser = Browser.open();
    browser.look(1440, 900, false);
    browser.go(url.resolve("/sign-in"));
    browser.fill("#name", "ada");
    browser.fill("#password", "ada-and-her-secret");
    browser.press("form button", "Needs somebody");
  }

  @AfterEach
  void close() throws Exception {
    fakes.reset();
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void aConnectionIsAddedItsWrongPasswordIsReadAboutCorrectedAndPinged() throws Exception {
    fakes.answer(
        422,
        "POST /api/connections",
        "{\"detail\":\"The connection is not"
            + " stored\",\"errors\":[{\"field\":\"auth.user\",\"problem\":\"is missing: The"
            + " user.\"}]}");
    browser.go(url.resolve("/connection-forms/new/zendesk"));
    browser.fill("#id", "zendesk-prod");
    browser.fill("#baseUrl", "https://acme.zendesk.com");
    browser.fill("#auth-password", "wrong-secret");
    browser.press("main form[method=post] button", "The connection is not stored");
    assertThat(browser.text()).contains("is missing: The user.");
    assertThat(browser.evaluate("document.querySelector('#baseUrl').value").asText())
        .as("what was typed stays")
        .isEqualTo("https://acme.zendesk.com");
    assertThat(browser.evaluate("document.querySelector('#auth-password').value").asText())
        .as("but a secret")
        .isEmpty();

    fakes.answer(201, "POST /api/connections", "{\"id\":\"zendesk-prod\"}");
    fakes.answer(200, "POST /api/connections/zendesk-prod/ping", REFUSED);
    browser.fill("#auth-user", "robot");
    browser.fill("#auth-password", "wrong-secret");
    browser.press("main form[method=post] button", "Connection zendesk-prod is stored");
    browser.press("form[action$='/ping'] button", "The system refuses our credentials");

    fakes.answer(200, "POST /api/connections/zendesk-prod/ping", WELL);
    browser.go(url.resolve("/connection-forms/edit/zendesk-prod"));
    browser.fill("#auth-password", "right-secret");
    browser.press("main form[method=post] button", "Connection zendesk-prod is changed");
    browser.press("form[action$='/ping'] button", "we are Robot, after 90 ms");

    assertThat(fakes.changes())
        .anyMatch(each -> each.startsWith("POST /api/connections{") && each.endsWith("by ada"))
        .anyMatch(
            each ->
                each.startsWith("PATCH /api/connections/zendesk-prod{")
                    && each.contains("right-secret"));
    assertThat(new Client(url).signIn("ada").get("/people").body())
        .contains("ada added the connection zendesk-prod")
        .doesNotContain("right-secret", "wrong-secret");
  }

  @Test
  void aParkedRecordIsEditedAndRetried() throws Exception {
    browser.go(url.resolve("/parked"));
    browser.press("tbody a", "These records could not be written");
    browser.press("tbody th a", "What it writes");
    browser.fill("input[name='field.email']", "ann.two@acme.example");
    browser.press("button[value=retry]", "Retried it with other values for email");

    assertThat(fakes.changes())
        .contains(
            "POST /api/deliveries/d1/retry?recreate=false{\"fields\":{\"email\":\"ann.two@acme.example\"}}"
                + " by ada");
  }

  @Test
  void aSelectionIsRetriedAndAWholeGroupIsDismissedWithAReason() throws Exception {
    fakes.answer(200, "POST /api/deliveries/dismiss", "{\"deliveries\":2,\"dryRun\":false}");
    String group =
        "/parked/items?place=writing&connection=zendesk-prod&object=user&kind=REJECTED&reason=%3Cb%3Ee-mail%20is%20taken%3C%2Fb%3E";
    browser.go(url.resolve(group));
    browser.evaluate("document.querySelector('input[data-all]').click()");
    browser.press("button[value=retry]", "Retried 2");
    browser.go(url.resolve(group));
    browser.evaluate("document.querySelector('details.card').open = true");
    browser.fill("#why", "they left");
    browser.press("button[value=dismiss-all]", "Dismissed 2");

    assertThat(fakes.changes())
        .contains("POST /api/deliveries/d1/retry by ada", "POST /api/deliveries/d2/retry by ada")
        .anyMatch(
            each ->
                each.startsWith("POST /api/deliveries/dismiss?connection=zendesk-prod&object=user")
                    && each.contains("dryRun=false{\"reason\":\"they left\"} by ada"));
  }

  @Test
  void aRouteIsCorrectedWhereTheFormSaysTriedPlannedAndSetLive() throws Exception {
    fakes.answer(
        422,
        "PUT /api/routes/plans",
        "{\"detail\":\"The route is not taken; correct what is"
            + " listed\",\"errors\":[{\"field\":\"fields.name\",\"problem\":\"is not valid"
            + " JSONata\"}]}");
    browser.go(url.resolve("/route-editor/plans"));
    browser.fill("textarea[name='value.1']", "name(");
    browser.press("button[value=save]", "The route is not taken");
    assertThat(browser.text()).contains("is not valid JSONata");

    browser.fill("#key", "9");
    browser.fill("textarea[name='value.1']", "name & ' Ltd'");
    browser.press("button[value=preview]", "From the route");
    fakes.answer(
        200,
        "POST /api/routes/plans/preview",
        "{\"record\":\"zendesk-prod|ticket|9\",\"outcome\":\"update\",\"wanted\":{\"name\":\"Shown"
            + " at once\"},\"changes\":{\"name\":\"Shown at once\"},\"current\":{}}");
    // The page may still be getting ready for changes when its words are there.
    await()
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(
            () -> {
              browser.evaluate(
                  "document.querySelector(\"textarea[name='value.1']\").dispatchEvent(new"
                      + " Event('change', {bubbles: true}))");
              assertThat(browser.text()).contains("Shown at once");
            });
    fakes.answer(200, "PUT /api/routes/plans", "{\"version\":3,\"warnings\":[]}");
    browser.press("button[value=save]", "Saved as version 3");
    browser.press("form[action$='/plan'] button", "Planned 2,000 records");
    fakes.answer(200, "POST /api/routes/plans/state", "{\"version\":4,\"warnings\":[]}");
    browser.press("form.card button", "The route is live now");

    assertThat(fakes.changes())
        .anyMatch(
            each -> each.startsWith("PUT /api/routes/plans{") && each.contains("name & ' Ltd'"))
        .contains("POST /api/routes/plans/state{\"state\":\"live\"} by ada");
  }

  @Test
  void aRecordToTryARouteOnIsFoundByAPartOfItsName() throws Exception {
    fakes.answer(
        200,
        "GET /api/records/names",
        "[{\"key\":\"9\",\"name\":\"Acme & Sons\",\"entity\":\"ticket\"}]");
    browser.go(url.resolve("/route-editor/plans"));
    browser.fill("#key", "acme");
    browser.press("button[value=records]", "Which one?");
    browser.press("button[name=pick]", "From the route");

    assertThat(browser.evaluate("document.querySelector('#key').value").asText()).isEqualTo("9");
  }

  @Test
  void theEditorListsTheCustomFieldsOfTheSourceOrSaysWhenTheyCome() throws Exception {
    browser.go(url.resolve("/route-editor/customers"));
    assertThat(browser.text())
        .containsPattern("custom\\.CreditRating custom\\s+string")
        .contains("custom.`Days Overdue`");
    assertThat(browser.text()).doesNotContain("once a record has come");

    fakes.answer(200, "GET /api/records/custom-fields", "[]");
    browser.go(url.resolve("/route-editor/customers"));
    browser.awaitText("appear here as custom.name once a record has come that has some");

    fakes.answer(503, "GET /api/records/custom-fields", "{\"detail\":\"It starts\"}");
    browser.go(url.resolve("/route-editor/customers"));
    browser.awaitText("Custom fields of fusion-prod cannot be shown: It starts");
  }

  @Test
  void whatIsGoneInTheTargetIsMadeAnewUnlinkedOrLetBe() throws Exception {
    fakes.answer(200, "POST /api/deliveries/d1/retry", "{\"deliveries\":1}");
    for (String act : List.of("recreate", "unlink")) {
      browser.go(url.resolve("/gone-in-target?connection=zendesk-prod"));
      browser.press(
          "button[value=" + act + "]", act.equals("unlink") ? "Unlinked" : "It is made anew");
    }

    assertThat(fakes.changes())
        .contains("POST /api/deliveries/d1/retry?recreate=true by ada")
        .anyMatch(each -> each.startsWith("DELETE /api/links?ref=zendesk-prod|user|f|contact|1"))
        .anyMatch(
            each ->
                each.startsWith("POST /api/deliveries/d1/dismiss")
                    && each.contains("its target record is gone"));
  }

  @Test
  void aConflictAndAMassChangeAreDecided() throws Exception {
    browser.go(url.resolve("/conflicts"));
    browser.evaluate("document.querySelector('input[value=fusion-prod]').click()");
    browser.press("form.card button", "Decided name");
    browser.go(url.resolve("/mass-changes"));
    browser.fill("#reason-7", "a wrong filter");
    browser.press("button[value=dismiss]", "nothing is deactivated");

    assertThat(fakes.changes())
        .contains(
            "POST /api/conflicts/4/resolve{\"version\":\"v9\",\"fields\":{\"name\":{\"side\":\"fusion-prod\"}}}"
                + " by ada",
            "POST /api/connections/zendesk-prod/mass-changes/7/dismiss{\"reason\":\"a wrong"
                + " filter\"} by ada");
  }

  @Test
  void whatIsKnownAndStaysAsItIsIsTickedOffWithAReasonAndOpenedAgain() throws Exception {
    for (String list : List.of("gaps", "gone", "records/unreadable")) {
      String page = "/" + list.substring(list.indexOf('/') + 1);
      fakes.answer(200, "POST /api/" + list + "/tick", "{\"entries\":1}");
      fakes.answer(200, "POST /api/" + list + "/reopen", "{\"entries\":1}");
      browser.go(url.resolve(page));
      browser.evaluate("document.querySelector('tbody input[name=entry]').click()");
      browser.fill("#why", "known at " + list);
      browser.press("button[value=tick]", "Ticked off 1");
      browser.go(url.resolve(page + "?state=ticked"));
      browser.evaluate("document.querySelector('tbody input[name=entry]').click()");
      browser.press("button[value=reopen]", "Opened 1 again");
    }

    assertThat(fakes.changes())
        .contains(
            "POST /api/gaps/tick{\"entries\":[{\"field\":\"email\",\"record\":\"fusion-prod|contact|56\",\"version\":\"d1\"}],\"reason\":\"known"
                + " at gaps\"} by ada",
            "POST /api/gone/reopen{\"entries\":[{\"record\":\"fusion-prod|customer|9\","
                + "\"version\":\"inactive\"}]} by ada",
            "POST /api/records/unreadable/tick{\"ids\":[8],\"reason\":\"known at"
                + " records/unreadable\"} by ada",
            "POST /api/records/unreadable/reopen{\"ids\":[8]} by ada");
    assertThat(new Client(url).signIn("ada").get("/people").body())
        .contains("ada ticked off 1 data gaps: email of fusion-prod|contact|56; known at gaps")
        .contains("ada opened 1 messages that cannot be read again: 8");
    browser.go(url.resolve("/"));
    browser.press("main table a[href='/unreadable']", "offset 77120");
  }
}
