package io.mlconnector.peoplesoft;

import io.mlconnector.spi.Auth;
import io.mlconnector.spi.Auth.TokenEndpoint;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.ConnectionSpec.AuthInput;
import io.mlconnector.spi.ConnectionSpec.AuthMode;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Setting.Type;
import io.mlconnector.spi.Webhook;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a connection to PeopleSoft needs, with a sentence for each setting. */
final class PsSpec {

  private static final int TOKEN_SECONDS = 3600;

  private static final List<Setting> SERVER =
      List.of(
          Setting.required(
              "node",
              Type.TEXT,
              "The local default node, such as PSFT_HR: it is a part of every address."),
          optional(
              "peopleTools",
              Type.TEXT,
              null,
              "The PeopleTools release, such as 8.61. A ping compares it with what PeopleSoft says;"
                  + " before 8.55 queries answer in XML."),
          optional(
              "concurrency",
              Type.INTEGER,
              "2",
              "Calls at a time; an on-premise application server has few processes for them."),
          optional(
              "pageSize", Type.INTEGER, "300", "Rows asked for per call (maxrows), at least 20."),
          Setting.choice(
              "resultFormat",
              "auto",
              "How results are asked for. auto: JSON, and XML is understood where it comes"
                  + " instead.",
              "auto",
              "json",
              "xml"),
          Setting.choice("queryOwner", "PUBLIC", "Whose the queries are.", "PUBLIC", "PRIVATE"),
          optional(
              "todayQuery",
              Type.TEXT,
              "MLC_TODAY",
              "The query that says what day it is in PeopleSoft; run before every poll."));

  private static final List<Setting> EMPLOYEES =
      List.of(
          optional(
              "employeeQuery",
              Type.TEXT,
              "MLC_EMPLOYEES",
              "The query of changed persons; none where none are."),
          optional(
              "employeePrompts",
              Type.LIST,
              "SINCE,EFF_FROM,AS_OF,LAST_EMPLID",
              "Its four prompts: changed since, effective after, as of, and after which EMPLID."),
          optional(
              "employeeKeyQuery", Type.TEXT, "MLC_EMPLOYEE_KEYS", "The query of named persons."),
          optional(
              "employeeKeyPrompts",
              Type.LIST,
              "AS_OF,EMPLID1,EMPLID2,EMPLID3,EMPLID4,EMPLID5,EMPLID6,EMPLID7,EMPLID8,EMPLID9,EMPLID10",
              "Its prompts: as of, and one for each EMPLID that it takes at a time."),
          columns("employeeColumns", "MLC_EMPLOYEES", JobRow.COLUMNS),
          optional(
              "employeeAttributes",
              Type.LIST,
              null,
              "Further columns of these queries, carried in custom by their names."),
          optional(
              "overlap",
              Type.DURATION,
              "2h",
              "How far each poll reaches back behind the last one; more than the hour that a clock"
                  + " change repeats."),
          optional(
              "effectiveDays",
              Type.INTEGER,
              "3",
              "For so many days rows that have become effective are looked at again, since no save"
                  + " tells of them; at least 1."),
          optional(
              "workerTypes",
              Type.LIST,
              "EMP",
              "Values of PER_ORG whose jobs count: EMP, CWR for contingent workers, POI for persons"
                  + " of interest."),
          optional(
              "activeStatuses",
              Type.LIST,
              "A,L,P,S,W",
              "Values of EMPL_STATUS with which a job is active; leave, suspension and short breaks"
                  + " are, unless you take them out."),
          optional(
              "inactiveStatuses",
              Type.LIST,
              "D,Q,R,T,U,V,X",
              "Values of EMPL_STATUS with which a job is over. A person with a code of neither list"
                  + " is parked."),
          Setting.choice(
              "effectiveDateIs",
              "first-day-without",
              "What the effective date of a termination means: the first day without access, as"
                  + " PeopleSoft has it, or the last day with it.",
              "first-day-without",
              "last-day-with"),
          optional(
              "deactivationHour",
              Type.INTEGER,
              "0",
              "At which hour of that day, 0 to 23, access ends in the connection's time zone; with"
                  + " last-day-with 0 means the midnight at its end."),
          optional(
              "unseenEvery",
              Type.DURATION,
              "1h",
              "How often a person is asked for again whom a message named and our user does not"
                  + " see."));

  private static final List<Setting> VENDORS =
      List.of(
          optional(
              "vendorQuery",
              Type.TEXT,
              "MLC_VENDORS",
              "The query of all vendors; none where none are."),
          optional(
              "vendorPrompts",
              Type.LIST,
              "LAST_SETID,LAST_VENDOR_ID",
              "Its two prompts: after which SETID and VENDOR_ID."),
          optional("vendorKeyQuery", Type.TEXT, "MLC_VENDOR_KEYS", "The query of named vendors."),
          optional(
              "vendorKeyPrompts",
              Type.LIST,
              "SETID,VENDOR_ID1,VENDOR_ID2,VENDOR_ID3,VENDOR_ID4,VENDOR_ID5,VENDOR_ID6,VENDOR_ID7,VENDOR_ID8,VENDOR_ID9,VENDOR_ID10",
              "Its prompts: the SETID, and one for each VENDOR_ID that it takes at a time."),
          columns("vendorColumns", "MLC_VENDORS", VendorRow.COLUMNS),
          optional(
              "vendorAttributes",
              Type.LIST,
              null,
              "Further columns of these queries, carried in custom by their names."),
          optional(
              "vendorStatuses", Type.LIST, "A", "Values of VENDOR_STATUS that are read: approved."),
          optional(
              "vendorClasses",
              Type.LIST,
              "A,R",
              "Values of VENDOR_CLASS that are read; employees (E) and those of HCM (H) are left"
                  + " out."),
          optional(
              "vendorPersistences",
              Type.LIST,
              "P,R",
              "Values of VENDOR_PERSISTENCE that are read; one-time (O) and single payment (S)"
                  + " vendors are left out."),
          optional(
              "topVendors",
              Type.INTEGER,
              "0",
              "Only so many vendors are read, those with the largest topVendorsBy. 0: all."),
          optional(
              "topVendorsBy",
              Type.TEXT,
              "SPEND_12M",
              "The column by whose number they are ranked."),
          optional(
              "topVendorsMargin",
              Type.INTEGER,
              "5",
              "A vendor that was among them stays until it is more than so many ranks"
                  + " below."));

  private static final Setting USER =
      Setting.required("username", Type.TEXT, "A user (OPRID) of its own, in capitals.");
  private static final Setting PASSWORD =
      Setting.required("password", Type.SECRET, "Its password.");
  private static final Setting PASSWORD_ENDS =
      Setting.ends("password", "By the password controls of PeopleTools; empty for never.");
  private static final Setting HOOK =
      optional(
          Webhook.SECRET,
          Type.SECRET,
          null,
          "What messages of Integration Broker have to carry in their header; long and random.");

  private PsSpec() {}

  static ConnectionSpec spec() {
    return new ConnectionSpec(
        "The web server's full address with its port, such as https://hr.example.com:8443; what"
            + " comes before /PSIGW, if anything does",
        Stream.of(SERVER, EMPLOYEES, VENDORS, PushSettings.ALL, SupportLogin.SETTINGS)
            .flatMap(List::stream)
            .toList(),
        List.of(
            new AuthMode(
                "basic",
                "User and password (HTTP Basic)",
                List.of(USER, PASSWORD, PASSWORD_ENDS, HOOK),
                in -> new Auth.Basic(in.auth().text("username"), in.auth().secret("password"))),
            new AuthMode(
                "client-credentials",
                "OAuth 2.0 client credentials, from PeopleTools 8.58 on",
                List.of(
                    Setting.required(
                        "tokenUrl",
                        Type.URL,
                        "Where tokens are issued: Entra ID, IDCS, Okta, Ping or another."),
                    Setting.required("clientId", Type.TEXT, "The client's id there."),
                    Setting.required("clientSecret", Type.SECRET, "Its secret."),
                    Setting.ends("clientSecret", "Whoever issues the tokens shows it."),
                    optional("scope", Type.TEXT, null, "Empty: none is sent."),
                    Setting.choice(
                        "clientAuthentication",
                        "basic",
                        "Whether the client is named in a Basic header or in the form.",
                        "basic",
                        "form"),
                    HOOK),
                in ->
                    new Auth.ClientCredentials(
                        endpoint(in), in.auth().find("scope").orElse(null)))),
        "10m");
  }

  private static TokenEndpoint endpoint(AuthInput in) {
    return new TokenEndpoint(
        URI.create(in.auth().text("tokenUrl")),
        in.auth().text("clientId"),
        in.auth().secret("clientSecret"),
        in.auth().text("clientAuthentication").equals("form")
            ? TokenEndpoint.Form.FORM_POST
            : TokenEndpoint.Form.FORM_BASIC,
        Map.of(),
        TOKEN_SECONDS);
  }

  private static Setting optional(String name, Type type, String otherwise, String help) {
    return Setting.optional(name, type, otherwise, help);
  }

  private static Setting columns(String name, String query, Map<String, String> columns) {
    return optional(
        name,
        Type.MAP,
        null,
        "Which column of your query is which, as "
            + columns.keySet().iterator().next()
            + ": YOUR.COLUMN; what is not named is as in "
            + query
            + ".");
  }
}
