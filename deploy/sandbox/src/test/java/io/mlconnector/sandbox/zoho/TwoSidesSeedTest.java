package io.mlconnector.sandbox.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.TestHttp.Answer;
import io.mlconnector.sandbox.TestReceiver;
import io.mlconnector.sandbox.TwoSides;
import io.mlconnector.sandbox.TwoSides.Side;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwoSidesSeedTest {

  private final Crm crm = new Crm();
  private final List<Side> half = TwoSides.generate(1, 100, 59, 2).crm();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void theHalfOfTheCrmTakesThePlaceOfAllRecords() {
    crm.control("POST", "/two-sides", "{'each':100,'pairs':59,'ambiguous':2}");

    List<ObjectNode> accounts = crm.zoho().edits().records("Accounts");
    List<ObjectNode> contacts = crm.zoho().edits().records("Contacts");
    assertThat(texts(accounts, "Account_Name")).containsExactlyElementsOf(names());
    assertThat(texts(accounts, "Tax_ID"))
        .containsExactlyElementsOf(
            half.stream()
                .map(side -> side.customer().taxpayerId())
                .filter(Objects::nonNull)
                .toList());
    assertThat(texts(contacts, "Email"))
        .containsExactlyElementsOf(
            half.stream().map(side -> side.customer().email()).filter(Objects::nonNull).toList());
    assertThat(accounts).allMatch(account -> account.path("Account_Email").isNull());
    assertThat(crm.zoho().duplicates("Accounts", "Account_Name")).isNotEmpty();
    assertThat(crm.zoho().settings().uniqueSystemFields()).isEmpty();
  }

  @Test
  void theEmailsCanBeInAFieldOfTheAccount() {
    crm.control("POST", "/two-sides", "{'each':100,'pairs':59,'ambiguous':2,'emails':'field'}");

    assertThat(crm.zoho().edits().records("Contacts")).isEmpty();
    assertThat(texts(crm.zoho().edits().records("Accounts"), "Account_Email"))
        .hasSize((int) half.stream().filter(side -> side.customer().email() != null).count());
  }

  @Test
  void nobodyIsToldAndNothingLooksNew() {
    try (TestReceiver receiver = new TestReceiver()) {
      crm.api(
          "POST",
          "actions/watch",
          "{'watch':[{'channel_id':1,'events':['Accounts.all'],'notify_url':'"
              + receiver.url()
              + "'}]}");
      crm.control("POST", "/two-sides", "{'each':100,'pairs':59,'ambiguous':2}");
      String id = crm.account("Danach");
      receiver.arrived(1);

      assertThat(receiver.arrivals().get(0).json().path("ids"))
          .isEqualTo(SandboxJson.array().add(id));
      assertThat(Crm.texts(sinceYesterday(), "id")).containsExactly(id);
      String name = names().get(0);
      assertThat(crm.get("Accounts/search", "word", name).status()).isEqualTo(200);
    }
  }

  private Answer sinceYesterday() {
    Instant time = crm.sandbox.clock().instant().minus(Duration.ofHours(20));
    String header = OffsetDateTime.ofInstant(time, ZoneOffset.UTC).withNano(0).toString();
    return crm.api("GET", "Accounts?fields=Account_Name", null, "If-Modified-Since", header);
  }

  private List<String> names() {
    return half.stream().map(side -> side.customer().name()).toList();
  }

  private static List<String> texts(List<ObjectNode> records, String field) {
    return records.stream()
        .map(each -> each.path(field))
        .filter(value -> !value.isNull())
        .map(value -> value.asText())
        .toList();
  }
}
