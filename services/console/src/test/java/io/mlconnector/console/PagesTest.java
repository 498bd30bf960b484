package io.mlconnector.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.browser.Browser;
import io.mlconnector.console.chain.Verifications;
import io.mlconnector.console.ledger.Ledger;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every page in a real browser: on a wide and a narrow window, light and dark, by keyboard, and
 * without scripts. Pictures of all of them are left in {@code target/pictures} to be looked at.
 */
@QuarkusTest
@WithTestResource(
    value = ConsoleResource.class,
    initArgs = @ResourceArg(name = "people", value = "true"))
class PagesTest {

  static final List<String> PAGES =
      List.of(
          "/",
          "/connections",
          "/connections/zendesk-prod",
          "/connections/zendesk-old",
          "/pauses",
          "/connection-files",
          "/connection-forms/new/zendesk",
          "/connection-forms/edit/zendesk-prod",
          "/connection-forms/rotate/zendesk-prod",
          "/connection-forms/delete/zendesk-prod",
          "/parked",
          "/parked/items?place=writing&connection=zendesk-prod&object=user&kind=REJECTED&reason=x",
          "/parked/one?connection=zendesk-prod&delivery=d1",
          "/parked/one?connection=zendesk-prod&delivery=d1&look=1&key=501",
          "/waiting",
          "/waiting?connection=zendesk-prod",
          "/calls",
          "/calls?connection=zendesk-prod",
          "/journeys",
          "/journeys?q=acme",
          "/journeys/" + Story.JOURNEY,
          "/why",
          "/why?connection=zendesk-prod&object=organization&key=501&field=name",
          "/ledger",
          "/routes",
          "/routes/customers?key=9",
          "/routes/plans",
          "/routes/customers/difference?from=1&to=2",
          "/route-editor/new",
          "/route-editor/customers",
          "/conflicts",
          "/ambiguous",
          "/mass-changes",
          "/gone",
          "/gone?state=ticked",
          "/gone-in-target",
          "/gaps",
          "/gaps?state=ticked",
          "/unreadable",
          "/unreadable?state=ticked",
          "/links",
          "/tables",
          "/tables/zendesk-prod/gl-postings",
          "/tables/zendesk-prod/gl-postings/source",
          "/tables/zendesk-prod/gl-postings/plan",
          "/live",
          "/live?connection=zendesk-prod",
          "/people",
          "/erasures",
          "/alerts",
          "/nothing-here");

  private static final Path PICTURES = Path.of("target", "pictures");
  private static final int WIDE = 1440;
  private static final int NARROW = 390;

  @TestHTTPResource URI url;
  @Inject Transactions transactions;
  @Inject Ledger ledger;
  @Inject Verifications verifications;

  private Browser browser;

  @BeforeEach
  void open() throws IOException {
    Assumptions.assumeTrue(
        Browser.isInstalled(), "Debian's chromium is not installed: apt-get install chromium");
    browser = Browser.open();
    browser.look(WIDE, 900, false);
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void everyPageFitsItsWindowKeepsThePolicyAndIsAccessible() throws Exception {
    browser.go(url.resolve("/sign-in"));
    picture("sign-in", WIDE, false);
    refused();
    browser.go(url.resolve("/sign-in"));
    signIn();
    aDayWentBy();
    ledger.enter(Story.told());
    verifications.begin("", "ada");
    await().until(() -> !verifications.last().orElseThrow().running());
    String axe = axe();
    List<String> findings = new ArrayList<>();
    List<String> pages = new ArrayList<>(PAGES);
    pages.addAll(new Erasures(new Client(url).signIn("ada")).pages());
    for (int width : List.of(WIDE, NARROW)) {
      for (boolean dark : List.of(false, true)) {
        browser.look(width, 900, dark);
        for (String page : pages) {
          browser.go(url.resolve(page));
          findings.addAll(looked(page, width, dark, axe));
        }
        browser.go(url.resolve("/connection-files"));
        browser.fill("#yaml", "connections: []");
        browser.press("main form button", "What the import changes");
        findings.addAll(looked("/import-difference", width, dark, axe));
        browser.go(url.resolve("/connections/zendesk-old"));
        browser.press("form[action$='/consent'] button", "Go on to the vendor");
        findings.addAll(looked("/consent", width, dark, axe));
      }
    }
    browser.complaints().stream()
        .filter(each -> !each.contains("nothing-here") && !each.contains("403"))
        .forEach(findings::add);
    assertThat(findings).isEmpty();
  }

  @Test
  void thatEverythingIsPausedIsSaidOnTopOfAPageInAnyWindow() throws Exception {
    browser.go(url.resolve("/sign-in"));
    signIn();
    browser.go(url.resolve("/pauses"));
    browser.fill("#pause-reason", "We move to another data centre over the week-end");
    browser.press("main form.row button", "Everything is paused, but not at oracle-fusion");
    String axe = axe();
    List<String> findings = new ArrayList<>();
    for (int width : List.of(WIDE, NARROW)) {
      for (boolean dark : List.of(false, true)) {
        browser.look(width, 900, dark);
        browser.go(url.resolve("/links"));
        picture("/paused", width, dark);
        assertThat(browser.text()).contains("Everything paused by ada since");
        if (browser.evaluate("document.documentElement.scrollWidth > innerWidth").asBoolean()) {
          findings.add("wider than its window of " + width);
        }
        findings.addAll(serious(axe, "paused" + (dark ? " dark" : " light")));
      }
    }
    browser.go(url.resolve("/pauses"));
    browser.press("form[action='/pauses/whole/resume'] button", "Everything is resumed");
    assertThat(findings).isEmpty();
  }

  @Test
  void everyPageCanBeReadWithoutScripts() {
    browser.withoutScripts(true);
    browser.go(url.resolve("/sign-in"));
    signIn();
    browser.go(url.resolve("/parked"));

    assertThat(browser.text()).contains("e-mail is taken", "updated_at is no instant");
    assertThat(browser.evaluate("typeof htmx").asText()).isEqualTo("undefined");
  }

  @Test
  void timesAreInTheZoneOfTheBrowserWithUtcOnHover() {
    browser.zone("Asia/Tokyo");
    browser.go(url.resolve("/sign-in"));
    signIn();
    browser.go(url.resolve("/parked"));

    assertThat(browser.text()).contains("2026-11-21 18:00:00");
    assertThat(browser.evaluate("document.querySelector('table time').title").asText())
        .isEqualTo("2026-11-21 09:00:00 UTC");
  }

  @Test
  void thePageIsReachedByTheKeyboardAlone() {
    browser.go(url.resolve("/sign-in"));
    browser.fill("#name", "ada");
    browser.evaluate("document.querySelector('#password').focus()");
    browser.fill("#password", "ada-and-her-secret");
    browser.key("Enter");
    browser.awaitText("Needs somebody");
    browser.evaluate("document.activeElement.blur()");
    browser.key("Tab");
    assertThat(browser.evaluate("document.activeElement.className").asText()).isEqualTo("skip");
    for (int i = 0; i < 8 && !focused().equals("Connections"); i++) {
      browser.key("Tab");
    }
    browser.key("Enter");
    browser.awaitText("Each is one account at one system");
  }

  /** What the minutes of a day left, and a long retry under way. */
  private void aDayWentBy() {
    transactions.run(
        sql -> {
          Query.update(sql, "delete from live_sample");
          Query.update(sql, "delete from live_wait");
          Query.update(
              sql,
              """
              insert into live_sample (connection, at, queued, lag_seconds)
              select 'zendesk-prod', date_trunc('minute', now()) - make_interval(mins => g),
                     g % 90, (g * 7) % 900
              from generate_series(0, 1400) g
              """);
          Query.update(
              sql,
              """
              insert into live_wait (connection, at, reason, waiting)
              select 'zendesk-prod', date_trunc('minute', now()) - make_interval(mins => g), r,
                     1 + (g * length(r)) % 40
              from generate_series(0, 1400) g, unnest(array['parent', 'throttled', 'table']) r
              """);
          Query.update(
              sql,
              """
              insert into long_work (key, what, connection, author, done, total, since, seen)
              values ('k', 'Retrying 100,000 at zendesk-prod: the e-mail is taken',
                      'zendesk-prod', 'ada', 23000, 100000, now(), now() + interval '1 hour')
              on conflict do nothing
              """);
        });
  }

  private String focused() {
    return browser.evaluate("document.activeElement.textContent.trim()").asText();
  }

  private void signIn() {
    signIn("ada", "ada-and-her-secret");
  }

  private void signIn(String name, String password) {
    browser.fill("#name", name);
    browser.fill("#password", password);
    browser.press("form button", "Needs somebody");
  }

  /** What a viewer sees who opens a page for administrators. */
  private void refused() throws IOException {
    signIn("vera", "vera-and-her-secret");
    for (int width : List.of(WIDE, NARROW)) {
      browser.look(width, 900, false);
      browser.go(url.resolve("/connection-forms/new/zendesk"));
      picture("refused", width, false);
      assertThat(browser.text()).contains("this needs the role admin");
    }
    browser.look(WIDE, 900, false);
  }

  /** Takes a picture of the page that is there, and says what is wrong with it. */
  private List<String> looked(String page, int width, boolean dark, String axe) throws IOException {
    picture(page, width, dark);
    List<String> findings = new ArrayList<>(serious(axe, page + (dark ? " dark" : " light")));
    if (browser.evaluate("document.documentElement.scrollWidth > innerWidth").asBoolean()) {
      findings.add(page + " is wider than its window of " + width);
    }
    return findings;
  }

  private void picture(String page, int width, boolean dark) throws IOException {
    String name = page.replaceAll("\\?.*", "").replaceAll("[^a-z-]+", "_");
    String query =
        page.contains("?") ? page.replaceAll(".*\\?", "_").replaceAll("[^a-z_-]+", "-") : "";
    browser.picture(
        PICTURES.resolve("%s%s_%d_%s.png".formatted(name, query, width, dark ? "dark" : "light")));
  }

  private static String axe() throws IOException {
    String path = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    try (InputStream in = PagesTest.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What axe finds that keeps people from using the page. */
  private List<String> serious(String axe, String page) {
    browser.evaluate(axe + "; 0");
    List<String> findings = new ArrayList<>();
    JsonNode violations =
        browser.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v =>"
                + " ({id: v.id, impact: v.impact, help: v.help, node: v.nodes[0].html + ' ' +"
                + " v.nodes[0].failureSummary})))");
    for (JsonNode each : violations) {
      if (List.of("serious", "critical").contains(each.path("impact").asText())) {
        findings.add(
            "%s: %s %s %s"
                .formatted(
                    page,
                    each.path("id").asText(),
                    each.path("help").asText(),
                    each.path("node").asText()));
      }
    }
    return findings;
  }
}
