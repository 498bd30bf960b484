package io.mlconnector.sandbox.peoplesoft;

import static io.mlconnector.sandbox.peoplesoft.PeopleSoftClient.basic;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.sandbox.TestHttp.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller records about support logins (sheet 2.1, 2.6). */
class ComponentInterfaceTest {

  private static final String REST =
      "/PSIGW/RESTListeningConnector/PSFT_HR/CIRT_MLC_SUPPORT_LOGIN.v1/";
  private static final String SOAP = "/PSIGW/PeopleSoftServiceListeningConnector/PSFT_HR";
  private static final String OFF =
      "{'EMPLID':'0100001','MLC_LOGIN_STATUS':'I','MLC_STATUS_DTTM':'2026-11-21T14:03:07'}";
  private static final String FIELDS =
      "<EMPLID>0100002</EMPLID><MLC_LOGIN_STATUS>I</MLC_LOGIN_STATUS>";

  private PeopleSoftClient hr;

  @BeforeEach
  void start() {
    hr = new PeopleSoftClient();
  }

  @AfterEach
  void stop() {
    hr.close();
  }

  private Answer put(String emplid, String body) {
    return hr.bare(
        "PUT",
        REST + emplid,
        body.replace('\'', '"'),
        "Authorization",
        basic(),
        "Content-Type",
        "application/json");
  }

  private Answer get(String emplid) {
    return hr.bare("GET", REST + emplid, null, "Authorization", basic());
  }

  private Answer soap(String action, String header, String request, String... headers) {
    String envelope =
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>"
            + header
            + "</s:Header><s:Body>"
            + request
            + "</s:Body></s:Envelope>";
    String[] all = new String[headers.length + 4];
    System.arraycopy(headers, 0, all, 4, headers.length);
    all[0] = "Content-Type";
    all[1] = "text/xml; charset=UTF-8";
    all[2] = "SOAPAction";
    all[3] = action;
    return hr.bare("POST", SOAP, envelope, all);
  }

  private static String request(String verb, String fields) {
    String name = verb + "__CompIntfc__MLC_SUPPORT_LOGIN";
    return "<m:" + name + " xmlns:m=\"urn:any\">" + fields + "</m:" + name + ">";
  }

  @Test
  void aStatusIsRecordedByRestAndReadBack() {
    assertThat(get("0100001").json().path("MLC_LOGIN_STATUS").asText()).isEmpty();

    Answer saved = put("0100001", OFF);
    put("0100001", OFF.replace("'I'", "'A'"));

    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.json().path("notification").asText()).isEqualTo("1");
    assertThat(get("0100001").json().path("MLC_LOGIN_STATUS").asText()).isEqualTo("A");
    assertThat(hr.done("GET", "/support-logins", null).path("history")).hasSize(2);
    assertThat(hr.vendor().supportLogins().at("/now/0100001/MLC_LOGIN_STATUS").asText())
        .isEqualTo("A");
  }

  @Test
  void whatTheEditsRefuseComesWithStatus200AndNotification0() {
    for (String body :
        new String[] {
          OFF.replace("'I'", "'X'"),
          OFF.replace("T14", " 14"),
          OFF.replace("0100001", "0100002"),
          OFF.replace("MLC_STATUS", "MLC_OTHER")
        }) {
      Answer answer = put("0100001", body);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().path("notification").asText()).isEqualTo("0");
      assertThat(answer.json().path("detail").asText()).isNotEmpty();
    }
    assertThat(put("9999999", OFF.replace("0100001", "9999999")).body()).contains("No rows exist");
    assertThat(get("9999999").body()).contains("IBResponse", "No rows exist");
    assertThat(put("0100001", "[1]").body()).contains("IBResponse");
    assertThat(put("0100001", "{").body()).contains("IBResponse");
    assertThat(hr.vendor().supportLogins().path("history")).isEmpty();
  }

  @Test
  void restNeedsAReleaseThatHasItAndSomebodySignedIn() {
    assertThat(hr.bare("GET", REST + "0100001", null).status()).isEqualTo(401);
    hr.set("{'toolsRelease':'8.60.02'}");
    assertThat(get("0100001").body()).contains("IBResponse", "routing");
  }

  @Test
  void aStatusIsRecordedBySoapAndReadBack() {
    Answer saved =
        soap(
            "CI_MLC_SUPPORT_LOGIN_UD.V1",
            "",
            request("Updatedata", FIELDS),
            "Authorization",
            basic());
    Answer read =
        soap(
            "\"CI_MLC_SUPPORT_LOGIN_G.V1\"",
            "<w:Security xmlns:w=\"urn:w\"><w:UsernameToken><w:Username>"
                + PeopleSoftAccounts.OPRID
                + "</w:Username><w:Password>"
                + PeopleSoftAccounts.PASSWORD
                + "</w:Password></w:UsernameToken></w:Security>",
            request("Get", "<EMPLID>0100002</EMPLID>"));

    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.body()).contains("<notification>1</notification>");
    assertThat(read.body()).contains("<MLC_LOGIN_STATUS>I</MLC_LOGIN_STATUS>");
    assertThat(hr.sandbox.ledger().calls().toString()).doesNotContain(PeopleSoftAccounts.PASSWORD);
  }

  @Test
  void soapErrorsAreFaults() {
    Answer nobody = soap("CI_MLC_SUPPORT_LOGIN_G.V1", "", request("Get", FIELDS));
    Answer unknown = soap("CI_OTHER_G.V1", "", request("Get", ""), "Authorization", basic());
    Answer mixed =
        soap(
            "CI_MLC_SUPPORT_LOGIN_G.V1",
            "",
            request("Updatedata", FIELDS),
            "Authorization",
            basic());
    Answer external =
        hr.bare(
            "POST",
            SOAP,
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
            "Content-Type",
            "text/xml",
            "Authorization",
            basic());
    Answer wrongNode =
        hr.bare("POST", SOAP.replace("PSFT_HR", "PSFT_EP"), "<x/>", "Content-Type", "text/xml");

    assertThat(nobody.status()).isEqualTo(401);
    assertThat(unknown.status()).isEqualTo(500);
    assertThat(unknown.body()).contains("<faultstring>Invalid service operation");
    assertThat(mixed.body()).contains("does not belong");
    assertThat(external.status()).isEqualTo(500);
    assertThat(external.body()).contains("not well-formed");
    assertThat(wrongNode.body()).contains("IBResponse", "PSFT_EP");
  }

  @Test
  void version12NamesItsActionInTheContentType() {
    Answer answer =
        hr.bare(
            "POST",
            SOAP,
            "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body>"
                + request("Get", "<EMPLID>0100002</EMPLID>")
                + "</s:Body></s:Envelope>",
            "Content-Type",
            "application/soap+xml; charset=UTF-8; action=\"CI_MLC_SUPPORT_LOGIN_G.V1\"",
            "Authorization",
            basic());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/soap+xml");
    assertThat(answer.body()).contains("<EMPLID>0100002</EMPLID>");
  }
}
