package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;

/**
 * Customers that are made on both sides and edited on both, each side in a field of its own: nobody
 * has to be asked, no edit may be lost, and none may come back as another one.
 */
final class TwoWayLoad implements ChaosPair {

  private static final int LEAST_LINKED = 20;
  private static final VendorBook.Moved NEVER = new VendorBook.Moved(Instant.MAX, Duration.ZERO);

  private final Sandbox sandbox;
  private final TwoSidesView sides;
  private final Random random;
  private final List<String> names = new ArrayList<>();
  private final Map<String, String> taxIds = new TreeMap<>();
  private final Map<String, String> websites = new TreeMap<>();
  private int number;

  TwoWayLoad(RunningStages run, Random random) {
    this.sandbox = run.stages().runningSandbox();
    this.sides = new TwoSidesView(run.ports());
    this.random = random;
  }

  @Override
  public Map<String, String> connections() {
    return new TreeMap<>(Map.of("jdedwards", "jde", "zoho-crm", "zoho"));
  }

  @Override
  public Map<String, String> vendors() {
    return Map.of("jdedwards", "jdedwards", "zoho-crm", "zoho");
  }

  @Override
  public List<String> entities() {
    return List.of("customer", "contact");
  }

  @Override
  public List<String> reasons() {
    return List.of("wrong century", "Several records have the same email");
  }

  @Override
  public void awaitBegun() {
    Awaitility.await("customers are on both sides")
        .atMost(Duration.ofMinutes(4))
        .until(
            () ->
                sides.accounts().stream()
                        .filter(account -> !account.path("ERP_Id").asText("").isEmpty())
                        .count()
                    > LEAST_LINKED);
  }

  @Override
  public void change() {
    number++;
    int dice = random.nextInt(100);
    if (names.size() < 4 || dice < 15) {
      String name = "Both Sides %d Ltd".formatted(number);
      names.add(name);
      if (random.nextBoolean()) {
        sides.createAccount(Map.of("Account_Name", name, "Account_Type", "Customer"));
      } else {
        sides.createCustomer(Map.of("AlphaName", name, "SearchType", "C"));
      }
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    JsonNode account = account(name);
    JsonNode entry = entry(name);
    if (account == null || entry == null) {
      return;
    }
    if (random.nextBoolean()) {
      String tax = "TAX" + number;
      sides.changeCustomer(entry.path("AN8").asLong(), Map.of("TaxId", tax));
      taxIds.put(name, tax);
    } else {
      String site = "https://site%d.example".formatted(number);
      sides.changeAccount(account.path("id").asText(), Map.of("Website", site));
      websites.put(name, site);
    }
  }

  private JsonNode account(String name) {
    return sides.accounts().stream()
        .filter(each -> each.path("Account_Name").asText().equals(name))
        .findFirst()
        .orElse(null);
  }

  private JsonNode entry(String name) {
    return sides.rows("F0101").stream()
        .filter(each -> each.path("ALPH").asText().strip().equals(name))
        .findFirst()
        .orElse(null);
  }

  @Override
  public void settle() {
    assertThat(names).isNotEmpty();
  }

  @Override
  public void assertThere() {
    for (String name : names) {
      assertThat(sides.accountsCalled(name)).as(name + " in the CRM").isEqualTo(1);
      assertThat(sides.entriesCalled(name)).as(name + " in the ERP").isEqualTo(1);
    }
    taxIds.forEach(
        (name, tax) ->
            assertThat(account(name).path("Tax_ID").asText()).as("tax of " + name).isEqualTo(tax));
    websites.forEach(
        (name, site) ->
            assertThat(sides.entry(entry(name).path("AN8").asLong()).path("emails").toString())
                .as("site of " + name)
                .contains(site));
    taxIds.forEach(
        (name, tax) ->
            assertThat(
                    sides
                        .entry(entry(name).path("AN8").asLong())
                        .path("master")
                        .path("TAX")
                        .asText())
                .as("own tax of " + name)
                .startsWith(tax));
    websites.forEach(
        (name, site) ->
            assertThat(account(name).path("Website").asText())
                .as("own site of " + name)
                .isEqualTo(site));
  }

  @Override
  public void assertNobodyIsGone() {
    assertThat(names).allSatisfy(name -> assertThat(account(name)).isNotNull());
  }

  @Override
  public Set<String> targets() {
    Set<String> targets = new TreeSet<>();
    for (JsonNode account : sides.accounts()) {
      if (names.contains(account.path("Account_Name").asText())
          && account.path("ERP_Id").asText("").isEmpty()) {
        targets.add(account.path("id").asText());
      }
    }
    return targets;
  }

  @Override
  public Map<String, VendorBook> books() {
    return Map.of(
        "jdedwards",
        new VendorBook(sandbox.ledger(), "jdedwards", "/jderest/v2/tokenrequest", NEVER),
        "zoho-crm",
        new VendorBook(sandbox.ledger(), "zoho", "/oauth/v2/token", NEVER));
  }

  @Override
  public Map<String, List<String>> streams() {
    return Map.of(
        "jdedwards",
        List.of("customers", "contacts"),
        "zoho-crm",
        List.of("customers", "contacts"));
  }

  @Override
  public boolean twoWay() {
    return true;
  }

  @Override
  public Set<String> secrets(Path data) {
    return Set.of(
        "sandbox-jde-password",
        "sandbox-jde-hook-secret",
        "sandbox-zoho-client-secret",
        "1000.sandbox-zoho-refresh.token");
  }

  @Override
  public Set<String> addresses() {
    return new TreeSet<>(websites.values());
  }

  @Override
  public String done() {
    return "%d changes to %d customers".formatted(number, names.size());
  }
}
