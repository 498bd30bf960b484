package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.browser.Browser;
import io.mlconnector.browser.Person;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What people do in the console, in a real browser and with everything real behind it. */
@TestInstance(Lifecycle.PER_CLASS)
class PeopleIT {

  private static final Path REPOSITORY = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Duration ARRIVAL = Duration.ofSeconds(60);

  @TempDir static Path data;
  @TempDir static Path documents;

  private RunningLauncher run;
  private Browser browser;
  private Person person;

  @BeforeAll
  void start() throws Exception {
    Assumptions.assumeTrue(
        Browser.isInstalled(), "Debian's chromium is not installed: apt-get install chromium");
    int base = RunningLauncher.freeBase();
    BothPairs pairs = new BothPairs(documents, Ports.from(base));
    run =
        RunningLauncher.start(
            REPOSITORY,
            data,
            base,
            "--connections",
            pairs.connections().toString(),
            "--routes",
            pairs.routes().toString());
    run.awaitLine("Simulated systems");
  }

  @AfterAll
  void stop() throws Exception {
    if (run != null) {
      run.close();
    }
  }

  @BeforeEach
  void signIn() throws Exception {
    browser = Browser.open();
    browser.look(1440, 900, false);
    person = new Person(browser);
    person
        .goesTo(console())
        .types("admin", "Name")
        .types(password(), "Password")
        .presses("Sign in")
        .sees("What is connected");
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void aWrongPasswordIsNamedAndCorrected() {
    person
        .presses("Connections")
        .sees("Each is one account")
        .presses("jdedwards")
        .types("erp-two", "Id")
        .types(run.ports().url(Ports.SIMULATED + "jdedwards") + "/jderest", "Base URL")
        .types("MLCONNECT", "Username")
        .types("not-the-password", "Password")
        .presses("Store")
        .sees("is stored")
        .presses("Ping")
        .sees("The ping failed")
        .sees("User, password, environment or role is wrong")
        .presses("Change")
        .sees("Change erp-two");
    assertThat(person.reads()).doesNotContain("not-the-password");

    person
        .types("sandbox-jde-password", "Password")
        .presses("Change")
        .sees("is changed")
        .presses("Ping")
        .sees("The ping went well");
  }

  @Test
  void aPersonSignsInAtZendeskAfterSayingNoOnce() {
    letZendeskReturn();
    person
        .presses("Connections")
        .presses("zendesk")
        .types("desk", "Id")
        .types(run.ports().url(Ports.SIMULATED + "zendesk"), "Base URL")
        .types("mlconnector", "Client id")
        .types("sandbox-client-secret", "Client secret")
        .presses("Store")
        .presses("Sign in at the vendor")
        .presses("Go on to the vendor")
        .sees("Allow access to your account?")
        .presses("Deny")
        .sees("access_denied")
        .presses("Back to the console")
        .presses("Sign in at the vendor")
        .presses("Go on to the vendor")
        .presses("Allow")
        .sees("is signed in")
        .presses("Back to the console")
        .presses("Ping")
        .sees("The ping went well")
        .presses("Reconnect")
        .presses("Go on to the vendor")
        .presses("Allow")
        .sees("is signed in");
  }

  @Test
  void aPersonSignsInAtZohoAfterSayingNoOnce() {
    control().patch("/zoho/settings", Map.of("redirectUris", List.of(callback("zoho-crm"))));
    person
        .presses("Connections")
        .presses("zoho-crm")
        .types("crm", "Id")
        .types(run.ports().url(Ports.SIMULATED + "zoho-accounts"), "Base URL")
        .types("1000.SANDBOX0MLCONNECTOR0CLIENT", "Client id")
        .types("sandbox-zoho-client-secret", "Client secret")
        .presses("Store")
        .presses("Sign in at the vendor")
        .presses("Go on to the vendor")
        .presses("Reject")
        .sees("access_denied")
        .presses("Back to the console")
        .presses("Sign in at the vendor")
        .presses("Go on to the vendor")
        .types("mara.lindqvist@crm.example", "Address")
        .types("sandbox-zoho-password", "Password")
        .presses("Accept")
        .sees("is signed in")
        .presses("Back to the console")
        .presses("Ping")
        .sees("The ping went well")
        .presses("Reconnect")
        .sees("Go on to the vendor");
  }

  @Test
  void aRouteIsBuiltTriedPlannedGoesLiveAndAsksBeforeItTakesMuchAway() {
    JsonNode suppliers = control().get("/jdedwards/entries?searchType=V").path("addressNumbers");
    String supplier = suppliers.path(0).asText();
    person
        .presses("Routes")
        .presses("New route")
        .types("suppliers-to-desk", "Name")
        .chooses("jde", "Source connection")
        .types("vendor", "Entity")
        .chooses("zendesk", "Target connection")
        .types("organization", "Object")
        .presses("Show their fields")
        .sees("Fields of both sides")
        .sees("organization_fields.account_number")
        .types("external_id", "Found in the target by")
        .types("external_id", "Target field 1")
        .types("$externalId()", "Expression 1")
        .types("name", "Target field 2")
        .types("$nme(name)", "Expression 2")
        .presses("Save")
        .sees("$nme")
        .types("name", "Expression 2")
        .presses("Everything else, as JSON")
        .types("{\"onRemoved\": {\"details\": \"'gone at the ERP'\"}}", "Everything else, as JSON")
        .types(supplier, "Key of a source record, or a part of its name")
        .presses("Show what it makes")
        .sees("From the route")
        .sees("jde:vendor:" + supplier)
        .presses("Save")
        .presses("Plan")
        .sees("records by version 1")
        .types("2", "Only the first")
        .presses("Go live")
        .sees("Only the first 2 records were sent")
        .goesTo(simulated("/screens/zendesk/organizations?q=jde:vendor:"))
        .reloadsUntil("jde:vendor:", ARRIVAL)
        .goesTo(console())
        .presses("Journeys")
        .types("jde|vendor|" + supplier, "Key, name or id")
        .presses("Find")
        .presses("jde|vendor|" + supplier)
        .sees("suppliers-to-desk")
        .goesTo(console().resolve("/routes/suppliers-to-desk"))
        .presses("Send all of them")
        .sees("The route is live now")
        .sees("Send all again")
        .goesTo(
            simulated("/screens/zendesk/organizations?q=jde:vendor:" + suppliers.path(5).asText()))
        .sees("jde:vendor:", ARRIVAL);

    for (int i = 2; i < 6; i++) {
      control().delete("/jdedwards/entries/" + suppliers.path(i).asText());
    }
    person
        .goesTo(console().resolve("/connections/jde"))
        .presses("Scan vendors in full now")
        .sees("Asked for a full scan")
        .goesTo(console().resolve("/mass-changes"))
        .reloadsUntil("organization at zendesk", ARRIVAL)
        .presses("Deactivate them", "organization at zendesk")
        .sees("No mass change waits")
        .goesTo(simulated("/screens/zendesk/organizations?q=gone%20at"))
        .sees("jde:vendor:" + suppliers.path(5).asText(), ARRIVAL);
  }

  @Test
  void aRecordThatFailsIsFoundEditedRetriedAndWritten() {
    person
        .goesTo(simulated("/screens/fusion/contacts/new"))
        .types("Achterberg", "Last name")
        .types("Tess", "First name")
        .types("tess at achterberg", "E-mail")
        .types(customer(0), "Customer number")
        .presses("Save")
        .sees("Saved.")
        .goesTo(console().resolve("/parked"))
        .reloadsUntil("is not properly formatted", ARRIVAL)
        .presses(
            "The vendor answered 422: RecordInvalid: Record validation errors: InvalidFormat:"
                + " Email: tess at achterberg is not properly formatted")
        .presses("zendesk|user|fusion|contact|300000009000001")
        .sees("What it writes")
        .types("tess@achterberg.example", "email")
        .presses("Retry")
        .sees("Retried it with other values for email")
        .goesTo(simulated("/screens/zendesk/users?q=tess@achterberg.example"))
        .reloadsUntil("Tess Achterberg", ARRIVAL);
  }

  @Test
  void aConflictIsDecidedAndBothSidesEndEqual() {
    person
        .goesTo(simulated("/screens/zoho/accounts/new"))
        .types("Vuurtoren Terschelling BV", "Name")
        .presses("Save")
        .sees("Saved.");
    URI account = person.address();
    person
        .goesTo(simulated("/screens/jdedwards/customers?q=Vuurtoren"))
        .reloadsUntil("Vuurtoren Terschelling BV", ARRIVAL)
        .presses("Vuurtoren Terschelling BV");
    URI entry = person.address();
    person
        .types("Vuurtoren West BV", "Name")
        .presses("Save")
        .sees("Saved.")
        .goesTo(account)
        .types("Vuurtoren Oost BV", "Name")
        .presses("Save")
        .sees("Saved.")
        .goesTo(console().resolve("/conflicts"))
        .reloadsUntil("Vuurtoren West BV", ARRIVAL)
        .ticks("Vuurtoren Oost BV", "Vuurtoren West BV")
        .presses("Decide", "Vuurtoren West BV")
        .goesTo(entry)
        .reloadsUntil("Vuurtoren Oost BV", ARRIVAL);
  }

  @Test
  void aJourneyIsFoundAndTellsItsStory() {
    person
        .presses("Journeys")
        .types("fusion|customer|" + customer(3), "Key, name or id")
        .presses("Find")
        .presses("fusion|customer|" + customer(3))
        .sees("published")
        .sees("fusion-customers-to-zendesk");
  }

  @Test
  void aConnectionIsPolledByTheKeyboardAloneAndTheFocusStays() throws Exception {
    person
        .presses("Sign out")
        .sees("Password")
        .tabsTo("Name")
        .writes("admin")
        .tabsTo("Password")
        .writes(password())
        .pressesEnter()
        .sees("What is connected")
        .goesTo(console())
        .tabsTo("Skip to the page")
        .tabsTo("Connections")
        .pressesEnter()
        .sees("Each is one account")
        .tabsTo("jde")
        .pressesEnter()
        .sees("Streams")
        .tabsTo("Poll vendors now")
        .pressesEnter()
        .sees("Asked for a poll of vendors");
    browser.evaluate("htmx.on('htmx:afterSwap', () => window.swapped = true)");
    await().atMost(ARRIVAL).until(() -> browser.evaluate("window.swapped === true").asBoolean());
    assertThat(person.isAt("Poll vendors now")).as("the focus is where it was").isTrue();
  }

  @Test
  void aConnectionIsPingedWithoutScripts() {
    browser.withoutScripts(true);
    person
        .goesTo(console())
        .presses("Connections")
        .sees("Each is one account")
        .presses("zoho")
        .sees("Streams")
        .presses("Ping")
        .sees("The ping went well");
    assertThat(browser.evaluate("typeof htmx").asText()).isEqualTo("undefined");
  }

  @Test
  void aNewcomerFollowsTheWalkThrough() throws Exception {
    WalkThrough text = WalkThrough.read(REPOSITORY.resolve("docs/walk-through.md"));
    assertThat(text.steps()).hasSizeGreaterThan(8);
    // Whoever goes elsewhere before the answer has come stays signed in.
    person.presses("Sign out").sees("Password");

    new Newcomer(person, run, password()).follows(text);
  }

  private void letZendeskReturn() {
    control()
        .put(
            "/zendesk/oauth-clients/mlconnector",
            Map.of("redirectUris", List.of(callback("zendesk"))));
  }

  private String callback(String service) {
    return "http://localhost:" + run.ports().of(service) + "/oauth/callback";
  }

  private static String password() throws IOException {
    return Files.readAllLines(new DataFolder(data).people()).stream()
        .filter(line -> line.startsWith("admin:"))
        .findFirst()
        .orElseThrow()
        .split(":", 3)[2];
  }

  private String customer(int number) {
    return String.valueOf(300_100_010_000L + number);
  }

  private Control control() {
    return new Control(run.ports());
  }

  private URI console() {
    return URI.create(run.ports().url(Ports.CONSOLE));
  }

  private URI simulated(String path) {
    return URI.create(run.ports().url(Ports.SANDBOX) + path);
  }
}
