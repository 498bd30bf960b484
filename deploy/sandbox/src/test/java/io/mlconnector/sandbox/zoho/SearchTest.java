package io.mlconnector.sandbox.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.TestHttp.Answer;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchTest {

  private final Crm crm = new Crm();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void aWriteIsFoundLate() {
    String id = crm.account("Gefunden");
    assertThat(search("criteria", "(Account_Name:equals:Gefunden)").status()).isEqualTo(204);

    crm.sandbox.clock().advance(Duration.ofSeconds(60));
    assertThat(Crm.texts(search("criteria", "(Account_Name:equals:gefunden)"), "id"))
        .containsExactly(id);

    crm.api("PUT", "Accounts/" + id, "{'data':[{'Account_Name':'Anders'}]}");
    assertThat(Crm.texts(search("criteria", "(Account_Name:equals:Gefunden)"), "Account_Name"))
        .containsExactly("Gefunden");
    crm.zoho().edits().delete("Accounts", id);
    crm.sandbox.clock().advance(Duration.ofSeconds(60));
    assertThat(search("criteria", "(Account_Name:starts_with:Anders)").status()).isEqualTo(204);
  }

  @Test
  void whatWasThereFromTheStartIsFound() {
    String email =
        Crm.texts(crm.get("Contacts", "fields", "Email"), "Email").stream()
            .filter(each -> each.contains("@"))
            .findFirst()
            .orElseThrow();

    Answer byEmail = crm.get("Contacts/search", "email", email.toUpperCase(), "fields", "Email");

    assertThat(Crm.texts(byEmail, "Email")).contains(email);
    assertThat(crm.get("Contacts/search", "word", "example").status()).isEqualTo(200);
  }

  @Test
  void criteriaAreJoined() {
    crm.set("{'searchLagSeconds':0}");
    crm.account("Eins (Nord), Ost");
    crm.account("Zwei");

    assertThat(
            Crm.texts(
                search(
                    "criteria",
                    "((Account_Name:equals:Eins \\(Nord\\)\\, Ost)or(Account_Name:in:Drei,Zwei))"),
                "Account_Name"))
        .containsExactly("Zwei", "Eins (Nord), Ost");
    assertThat(search("criteria", "((Account_Name:equals:Zwei)and(Phone:equals:1))").status())
        .isEqualTo(204);
  }

  @Test
  void badCriteriaAreRefused() {
    String sixteen = "(" + String.join("or", Collections.nCopies(16, "(Phone:equals:1)")) + ")";

    assertThat(code(search("criteria", "Phone:equals:1"))).isEqualTo("INVALID_QUERY");
    assertThat(code(search("criteria", "(Nothing:equals:1)"))).isEqualTo("INVALID_QUERY");
    assertThat(code(search("criteria", sixteen))).isEqualTo("LIMIT_EXCEEDED");
    assertThat(code(search("per_page", "10"))).isEqualTo("REQUIRED_PARAM_MISSING");
    assertThat(code(search("word", "x", "page", "11"))).isEqualTo("LIMIT_REACHED");
  }

  private Answer search(String... parameters) {
    return crm.get("Accounts/search", parameters);
  }

  private static String code(Answer answer) {
    return answer.json().path("code").asText();
  }
}
