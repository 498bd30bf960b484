package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlconnector.sandbox.TwoSides;
import io.mlconnector.sandbox.TwoSides.Meeting;
import io.mlconnector.sandbox.TwoSides.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What has become of two companies that were brought together for the first time. */
final class FirstMeeting {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REF = "jde:customer:";
  private static final int PAGE = 500;

  private final TwoSides sides;
  private final TwoSidesView view;
  private final RunningLauncher run;

  FirstMeeting(TwoSides sides, TwoSidesView view, RunningLauncher run) {
    this.sides = sides;
    this.view = view;
    this.run = run;
  }

  private static long count(List<Side> side, Meeting meeting) {
    return side.stream().filter(each -> each.meeting() == meeting).count();
  }

  /** How many are to be in each system in the end. */
  int records() {
    return sides.erp().size() + (int) count(sides.crm(), Meeting.ALONE);
  }

  /** Whether as many records are on both sides, and as many parked, as have to be. */
  void assertComplete() throws Exception {
    long ambiguous = count(sides.erp(), Meeting.AMBIGUOUS);
    assertThat(view.rows("F0101")).hasSize(records());
    assertThat(view.accounts()).hasSize(records());
    assertThat(parked("jdedwards", "jde")).hasSize((int) ambiguous);
    assertThat(parked("zoho-crm", "zoho")).hasSize((int) ambiguous);
    assertThat(linkedEntries()).hasSize(records() - (int) ambiguous);
    assertThat(linkedAccounts()).hasSize(records() - (int) ambiguous);
  }

  /** Whether each record met whom it had to meet, and nobody was made twice. */
  void assertRight() throws Exception {
    List<JsonNode> accounts = view.accounts();
    Map<String, String> entries = linkedEntries();
    Map<String, String> linked = linkedAccounts();
    Map<String, String> before = new HashMap<>();
    for (int i = 0; i < sides.crm().size(); i++) {
      before.put(sides.crm().get(i).identity(), accounts.get(i).path("id").asText());
    }
    Set<String> ambiguous = new HashSet<>();
    for (Side side : sides.erp()) {
      String number = side.customer().accountNumber();
      String account = entries.get(number);
      switch (side.meeting()) {
        case AMBIGUOUS -> {
          ambiguous.add(number);
          assertThat(account).as(side.identity()).isNull();
        }
        case ALONE -> assertThat(account).as(side.identity()).isNotNull().isNotIn(before.values());
        default -> assertThat(account).as(side.identity()).isEqualTo(before.get(side.identity()));
      }
    }
    Map<String, String> numbers = new HashMap<>();
    entries.forEach((number, account) -> numbers.put(account, number));
    assertThat(numbers).as("no account is that of two entries").hasSameSizeAs(entries);
    assertThat(linked).as("both sides name each other").isEqualTo(numbers);
    for (Side side : sides.crm()) {
      String number = numbers.get(before.get(side.identity()));
      if (side.meeting() == Meeting.ALONE) {
        assertThat(Long.parseLong(number))
            .as(side.identity())
            .isGreaterThan(100_000 + sides.erp().size());
      }
    }
    assertThat(parked("zoho-crm", "zoho")).isEqualTo(ambiguous);
    assertThat(parked("jdedwards", "jde"))
        .isEqualTo(
            accounts.stream()
                .map(account -> account.path("id").asText())
                .filter(id -> !linked.containsKey(id))
                .collect(Collectors.toSet()));
  }

  /** The address numbers that know an account of the CRM, with it. */
  Map<String, String> linkedEntries() throws Exception {
    Map<String, String> linked = new HashMap<>();
    for (JsonNode row : view.rows("F0101")) {
      String key = row.path("ALKY").asText("").strip();
      if (!key.isEmpty()) {
        linked.put(row.path("AN8").asText(), key);
      }
    }
    return linked;
  }

  /** The accounts that know an address number, with it. */
  Map<String, String> linkedAccounts() throws Exception {
    Map<String, String> linked = new HashMap<>();
    for (JsonNode account : view.accounts()) {
      String ref = account.path("ERP_Id").asText("");
      if (ref.startsWith(REF)) {
        linked.put(account.path("id").asText(), ref.substring(REF.length()));
      }
    }
    return linked;
  }

  /** The source keys of what is parked as ambiguous; nothing else may be parked. */
  private Set<String> parked(String service, String connection) throws Exception {
    Set<String> keys = new HashSet<>();
    String after = "";
    List<JsonNode> page = new ArrayList<>();
    do {
      page.clear();
      String path = "/api/deliveries/parked?connection=%s&limit=%d&after=%s";
      JsonNode answer =
          JSON.readTree(run.services().get(service, path.formatted(connection, PAGE, after)));
      answer.forEach(page::add);
      for (JsonNode each : page) {
        assertThat(each.path("kind").asText()).as(each.toString()).isEqualTo("AMBIGUOUS");
        String ref = each.path("ref").asText();
        keys.add(ref.substring(ref.lastIndexOf('|') + 1));
        after = each.path("delivery").asText();
      }
    } while (page.size() == PAGE);
    return keys;
  }
}
