package io.mlconnector.peoplesoft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.hostile.Bombs;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The body is looked at before it is believed. */
class ResultReaderTest {

  @Test
  void theNameOfAResultEndsInAnEqualsSign() {
    Result result =
        ResultReader.read(
            "MLC_X",
            """
            {"status":"success","data":{"query":{"numrows":1,"queryname=":"MLC_X",\
            "rows":[{"attr:rownumber":1,"A.EMPLID":"0100001","PLAIN":7}]}}}\
            """);

    assertThat(result.count()).isEqualTo(1);
    assertThat(result.rows().get(0).text("A.EMPLID")).isEqualTo("0100001");
    assertThat(result.rows().get(0).text("PLAIN")).isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"rows\":[]", ",\"rows\":null"})
  void noRowsAreNoRowsHoweverThatIsSaid(String rows) {
    assertThat(
            ResultReader.read(
                    "MLC_X",
                    "{\"status\":\"success\",\"data\":{\"query\":{\"numrows\":0,\"queryname=\":\"MLC_X\"%s}}}"
                        .formatted(rows))
                .rows())
        .isEmpty();
  }

  @Test
  void xmlIsUnderstoodWhereJsonWasAskedFor() {
    Result result =
        ResultReader.read(
            "MLC_X",
            """
            <?xml version="1.0"?>
            <query numrows="2" queryname="MLC_X" xmlns="http://example.com/ns">
              <row rownumber="1"><A.EMPLID>0100001</A.EMPLID><E.EMAIL_ADDR/></row>
              <row rownumber="2"><A.EMPLID>0100002</A.EMPLID><E.EMAIL_ADDR>a&amp;b</E.EMAIL_ADDR></row>
            </query>\
            """);

    assertThat(result.rows()).hasSize(2);
    assertThat(result.rows().get(0).text("E.EMAIL_ADDR")).isNull();
    assertThat(result.rows().get(1).text("E.EMAIL_ADDR")).isEqualTo("a&b");
  }

  @Test
  void anErrorWithStatus200IsAnErrorInPeopleSoftsWords() {
    assertThatThrownBy(
            () ->
                ResultReader.read(
                    "MLC_X",
                    """
                    <?xml version="1.0"?><IBResponse type="error"><DefaultTitle>Integration Broker</DefaultTitle>\
                    <StatusCode>20</StatusCode><MessageSet>158</MessageSet><MessageID>10001</MessageID>\
                    <DefaultMessage>User is not authorized.</DefaultMessage></IBResponse>\
                    """))
        .isInstanceOf(VendorFailure.class)
        .hasMessageContaining("User is not authorized.")
        .hasMessageContaining("158/10001")
        .extracting(failure -> ((VendorFailure) failure).kind())
        .isEqualTo(Kind.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"success\",\"data\":{\"query\":{\"numrows\":2,\"queryname=\":\"MLC_X\",\"rows\":[{}]}}}",
        "{\"status\":\"success\",\"data\":{\"query\":{\"numrows\":0,\"queryname=\":\"OTHER\"}}}",
        "{\"status\":\"success\",\"data\":{\"query\":{\"numr",
        "<query numrows=\"1\"><row><A>1</A>",
        "<!DOCTYPE html><html><body>Please sign in</body></html>",
        ""
      })
  void whatIsCutShortOrSomethingElseIsTriedAgainAndNeverTakenForTheEnd(String body) {
    assertThatThrownBy(() -> ResultReader.read("MLC_X", body))
        .isInstanceOf(VendorFailure.class)
        .extracting(failure -> ((VendorFailure) failure).kind())
        .isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void aStatusOtherThanSuccessIsAFailureInItsWords() {
    assertThatThrownBy(
            () ->
                ResultReader.read(
                    "MLC_X", "{\"status\":\"error\",\"error\":{\"message\":\"No such query\"}}"))
        .isInstanceOf(VendorFailure.class)
        .hasMessageContaining("No such query");
  }

  @Test
  void entitiesOfADocumentTypeAreNotRead() {
    assertThatThrownBy(
            () ->
                ResultReader.read(
                    "MLC_X",
                    "<!DOCTYPE q [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                        + "<query numrows=\"1\"><row><A>&x;</A></row></query>"))
        .isInstanceOf(VendorFailure.class)
        .hasMessageContaining("document type");
  }

  @Test
  void noBombIsAnAnswer() {
    Bombs.xml()
        .forEach(
            (name, bomb) ->
                assertThatThrownBy(
                        () -> ResultReader.read("MLC_X", new String(bomb, StandardCharsets.UTF_8)))
                    .as(name)
                    .isInstanceOf(VendorFailure.class)
                    .message()
                    .hasSizeLessThan(500));
    Bombs.json()
        .forEach(
            (name, bomb) ->
                assertThatThrownBy(
                        () -> ResultReader.read("MLC_X", new String(bomb, StandardCharsets.UTF_8)))
                    .as(name)
                    .isInstanceOf(VendorFailure.class)
                    .message()
                    .hasSizeLessThan(500));
  }
}
