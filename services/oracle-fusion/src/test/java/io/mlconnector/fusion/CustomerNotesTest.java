package io.mlconnector.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.delivery.Outcome;
import io.mlconnector.canonical.delivery.Outcome.Result;
import io.mlconnector.testkit.Wish;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CustomerNotesTest extends NotesTest {

  @Test
  void aNoteIsMadeOnceAndKeptCurrent() {
    connect();
    String ticket = ticket();

    Outcome made = delivered(note(ticket).with("text", "Ticket " + ticket + "\r\nis open. \n"));
    Outcome again = delivered(note(ticket).with("text", "Ticket " + ticket + "\r\nis open. \n"));
    Outcome changed = delivered(note(ticket).with("text", "Ticket " + ticket + " is solved. Ü"));

    assertThat(made.result()).as(made.reason()).isEqualTo(Result.CREATED);
    assertThat(again.result()).isEqualTo(Result.UNCHANGED);
    assertThat(changed.result()).isEqualTo(Result.UPDATED);
    assertThat(changed.targetKey()).isEqualTo(made.targetKey());
    assertThat(texts(CUSTOMER, ticket))
        .containsExactly("Ticket " + ticket + " is solved. Ü\n\n[zendesk:ticket:" + ticket + "]");
  }

  @Test
  void aNoteHangsOnAContactWhereTheRouteSaysSo() {
    connect();
    String contact =
        fusion
            .post("/contacts", "{\"FirstName\":\"Nora\",\"LastName\":\"Berg\"}")
            .path("PartyNumber")
            .asText();
    String ticket = ticket();
    Wish wish = note(ticket).policy("owner", "contacts").with("customer", contact);

    Outcome made = delivered(wish);
    Outcome changed = delivered(wish.with("text", "Ticket " + ticket + " is solved."));

    assertThat(made.result()).as(made.reason()).isEqualTo(Result.CREATED);
    assertThat(made.targetKey()).startsWith("contacts/" + contact + "/");
    assertThat(changed.result()).as(changed.reason()).isEqualTo(Result.UPDATED);
    assertThat(fusion.get("/contacts/" + contact + "/notes"))
        .singleElement()
        .satisfies(
            note ->
                assertThat(note.path("NoteTxt").asText())
                    .startsWith("Ticket " + ticket + " is solved."));
    assertThat(texts(CUSTOMER, ticket)).isEmpty();
  }

  @Test
  void frameworksThatTakePlainTextGetPlainText() {
    ObjectNode document = Connections.clientCredentials(connection(), fusion.url());
    ((ObjectNode) document.path("settings")).put("restFrameworkVersion", "8");
    connect(document);
    String ticket = ticket();

    assertThat(delivered(note(ticket)).result()).isEqualTo(Result.CREATED);
    assertThat(delivered(note(ticket)).result()).isEqualTo(Result.UNCHANGED);

    assertThat(texts(CUSTOMER, ticket)).hasSize(1).first().asString().startsWith("Ticket t");
  }

  @Test
  void aNoteThatWasWrittenWithoutAnAnswerIsFoundAgain() {
    connect();
    String ticket = ticket();
    assertThat(delivered(note(ticket())).result()).isEqualTo(Result.CREATED);
    fusion.fault(
        "{\"kind\":\"applied-then-dropped\",\"path\":\".*/child/Note\",\"method\":\"POST\","
            + "\"times\":1}");

    Outcome outcome = delivered(note(ticket));

    assertThat(outcome.result()).as(outcome.reason()).isIn(Result.CREATED, Result.UNCHANGED);
    assertThat(texts(CUSTOMER, ticket)).hasSize(1);
  }

  @Test
  void aNoteFollowsItsTicketToAnotherCustomer() {
    connect();
    String ticket = ticket();
    Outcome made = delivered(note(ticket));

    Outcome moved = delivered(note(ticket).with("customer", OTHER));
    Outcome again = delivered(note(ticket).with("customer", OTHER));

    assertThat(moved.result()).as(moved.reason()).isEqualTo(Result.UPDATED);
    assertThat(moved.targetKey()).isNotEqualTo(made.targetKey()).contains(OTHER);
    assertThat(again.result()).isEqualTo(Result.UNCHANGED);
    assertThat(texts(OTHER, ticket)).hasSize(1).first().asString().contains("is open");
    assertThat(texts(CUSTOMER, ticket))
        .containsExactly("Moved to customer " + OTHER + " [zendesk:ticket:" + ticket + "]");
  }

  @Test
  void aLogGetsOneNotePerMarkerInTheOrderOfWhatHappened() {
    connect();
    String ticket = ticket();

    Outcome opened = delivered(entry(ticket, "new"));
    Outcome again = delivered(entry(ticket, "new"));
    Outcome solved = delivered(entry(ticket, "solved"));

    assertThat(opened.result()).as(opened.reason()).isEqualTo(Result.CREATED);
    assertThat(again.result()).isEqualTo(Result.UNCHANGED);
    assertThat(solved.result()).isEqualTo(Result.CREATED);
    assertThat(texts(CUSTOMER, ticket))
        .containsExactly(
            "Ticket " + ticket + " is new.\n\n[zendesk:ticket:" + ticket + ":new]",
            "Ticket " + ticket + " is solved.\n\n[zendesk:ticket:" + ticket + ":solved]");
  }

  @Test
  void aNoteThatSomebodyDeletedIsParkedAsGone() {
    connect();
    String ticket = ticket();
    Outcome made = delivered(note(ticket));
    fusion.delete("/" + made.targetKey().replaceFirst("/(\\d+)$", "/notes/$1"));

    Outcome gone = delivered(note(ticket).with("text", "changed " + ticket));

    assertThat(gone.result()).isEqualTo(Result.PARKED);
    assertThat(gone.reason()).contains("no longer there");
    assertThat(texts(CUSTOMER, ticket)).isEmpty();
  }

  @Test
  void aCustomerThatIsNotThereAndALookupThatFusionLacksParkWithWords() {
    connect();

    Outcome nobody = delivered(note(ticket()).with("customer", "1"));
    Outcome type = delivered(note(ticket()).with("type", "POEM"));
    Outcome empty = delivered(note(ticket()).with("text", " "));

    assertThat(nobody.result()).isEqualTo(Result.PARKED);
    assertThat(nobody.reason()).contains("no accounts 1");
    assertThat(type.result()).isEqualTo(Result.PARKED);
    assertThat(type.reason()).contains("NoteTypeCode");
    assertThat(empty.reason()).contains("text is empty");
  }

  @Test
  void theReceivablesProfileHasNobodyToWriteOn() {
    ObjectNode document = Connections.clientCredentials(connection(), fusion.url());
    ((ObjectNode) document.path("settings")).put("customerProfile", "receivables");
    connect(document);

    assertThat(delivered(note(ticket())).reason()).contains("customerProfile");
  }
}
