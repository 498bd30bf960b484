package io.mlconnector.jdedwards;

import io.mlconnector.spi.Auth;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.ConnectionSpec.AuthMode;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Setting.Type;
import io.mlconnector.spi.Webhook;
import java.util.ArrayList;
import java.util.List;

/** What a connection to EnterpriseOne needs, with a sentence for each setting. */
final class JdeSpec {

  private static final List<Setting> READING =
      List.of(
          optional(
              "deviceName",
              Type.TEXT,
              null,
              "The device that sessions are for. Empty: ml-connector- and the connection's id."),
          optional(
              "sessionCheck",
              Type.DURATION,
              "25m",
              "How often a session in use is asked whether it still holds; below the AIS server's"
                  + " SessionInactivityTimeoutMinutes."),
          optional(
              "companies",
              Type.LIST,
              "00000",
              "Companies of F03012 whose credit limit, terms and hold are read and written. With"
                  + " several each has fields of its own, such as creditLimit_00001."),
          optional("customerTypes", Type.LIST, "C", "Search types (F0101.AT1) that are customers."),
          optional("vendorTypes", Type.LIST, "V", "Search types (F0101.AT1) that are suppliers."),
          optional("pageSize", Type.INTEGER, "500", "Rows asked for per call."),
          optional(
              "keysPerCall",
              Type.INTEGER,
              "200",
              "Address numbers in one LIST condition; fewer where the server refuses them."),
          optional(
              "overlapDays",
              Type.INTEGER,
              "2",
              "Days that each poll looks back behind the last one, at least 2: stamps are dates of"
                  + " a clock that nobody knows for certain."),
          Setting.choice(
              "dateFilter",
              "relative",
              "How days are said in conditions: as days before the server's today, or in the date"
                  + " format of our user.",
              "relative",
              "literal"),
          optional(
              "countCheck",
              Type.BOOLEAN,
              "true",
              "Whether a full scan is compared with what COUNT says, so that rows that a server"
                  + " leaves out are noticed."),
          optional(
              "earliestDate",
              Type.TEXT,
              "1980-01-01",
              "Dates before this day are taken for a wrong century, and the record is parked."),
          optional("emailTypes", Type.LIST, "E", "Types (F01151.ETP) of e-mails, best first."),
          optional("urlTypes", Type.LIST, "I", "Types (F01151.ETP) of web sites, best first."),
          optional(
              "mobileTypes",
              Type.LIST,
              "CAR,MOB,CELL",
              "Types (F0115.PHTP) of mobile phones; any other but a fax is the phone, a blank type"
                  + " first."),
          optional("faxTypes", Type.LIST, "FAX", "Types (F0115.PHTP) that are never read."),
          optional(
              "inactiveContacts",
              Type.LIST,
              "I",
              "Values of F0111.ACTIN with which a person is not active."),
          optional("categoryColumn", Type.TEXT, "F0101.AC01", "The column that is the category."),
          optional("industryColumn", Type.TEXT, "F0101.SIC", "The column that is the industry."),
          optional(
              "countries",
              Type.MAP,
              null,
              "Country codes (F0116.CTR) that are not ISO codes, each with its ISO code."),
          optional(
              "customerColumns",
              Type.LIST,
              null,
              "Further columns of F0101 and F03012, such as F0101.AC05: read into custom as"
                  + " F0101_AC05, and writable as a field of that name."),
          optional(
              "vendorColumns", Type.LIST, null, "The same for suppliers, of F0101 and F0401."));

  private static final List<Setting> WRITING =
      List.of(
          optional(
              "keyField",
              Type.TEXT,
              "ALKY",
              "Column of F0101 into which our orchestrations write the other side's key"
                  + " (externalId); looked up before an entry is created."),
          optional("keyLength", Type.INTEGER, "20", "How long values of keyField may be."),
          optional(
              "contactKeyField",
              Type.TEXT,
              null,
              "The same for persons, a column of F0111. Empty: persons are recognised by e-mail or"
                  + " name among those of their address number."),
          optional(
              "matchPageSize",
              Type.INTEGER,
              "5000",
              "Rows asked for per call where e-mails or tax ids are compared, which is done here"
                  + " because conditions do not pass over case and blanks."),
          named("customerCreate", "creates a customer"),
          named("customerUpdate", "changes a customer"),
          named("vendorCreate", "creates a supplier"),
          named("vendorUpdate", "changes a supplier"),
          named("contactCreate", "creates a person of an address number"),
          named("contactUpdate", "changes a person of an address number"),
          inputs("customerInputs", "customer"),
          inputs("vendorInputs", "supplier"),
          inputs("contactInputs", "contact"),
          optional(
              "addressNumberOutput",
              Type.TEXT,
              "AddressNumber",
              "Output of the creating orchestrations with the new address number."),
          optional(
              "lineOutput",
              Type.TEXT,
              "LineNumber",
              "Output of the creating orchestration of contacts with the new line."),
          Setting.choice(
              "catalog",
              "open-api",
              "Where the inputs of orchestrations are looked up, so that a missing one is known"
                  + " before anything is written.",
              "open-api",
              "none"),
          Setting.choice(
              "inputFormat",
              "generic",
              "How inputs are sent: as members of an object, or as a list of names and values.",
              "generic",
              "standard"),
          optional(
              "jobQueue",
              Type.TEXT,
              null,
              "Sent as jde__jobQueue with each call, such as JDE__DEFAULT, where orchestrations are"
                  + " set up for an asynchronous queue. Empty: nothing is sent."),
          optional(
              "secretHeader",
              Type.TEXT,
              "x-mlconnector-secret",
              "The header in which calls of the hook carry the secret."));

  private static final Setting USER =
      Setting.required("username", Type.TEXT, "A service user of its own.");
  private static final Setting PASSWORD =
      Setting.required("password", Type.SECRET, "Its password.");
  private static final Setting PASSWORD_ENDS =
      Setting.ends("password", "By the user's security record (P98OWSEC); empty for never.");
  private static final Setting ENVIRONMENT =
      optional("environment", Type.TEXT, null, "Such as JPD920. Empty: the server's default.");
  private static final Setting ROLE =
      optional("role", Type.TEXT, null, "Such as *ALL. Empty: the server's default.");
  private static final Setting JAS_SERVER =
      optional(
          "jasServer",
          Type.TEXT,
          null,
          "The HTML server to be used, where the AIS server has several. Empty: its default.");
  private static final Setting HOOK =
      optional(
          Webhook.SECRET,
          Type.SECRET,
          null,
          "What calls of the hook have to carry in their header; long and random.");

  private JdeSpec() {}

  static ConnectionSpec spec() {
    List<Setting> all = new ArrayList<>(READING);
    all.addAll(WRITING);
    return new ConnectionSpec(
        "The AIS server's full address with its context root, such as"
            + " https://ais.example.com:7077/jderest",
        all,
        List.of(
            new AuthMode(
                "password",
                "User and password",
                List.of(USER, PASSWORD, PASSWORD_ENDS, ENVIRONMENT, ROLE, JAS_SERVER, HOOK),
                in -> new Auth.Own(Session.withBody(in))),
            new AuthMode(
                "basic",
                "User and password in a Basic header, for a proxy that looks at it",
                List.of(USER, PASSWORD, PASSWORD_ENDS, ENVIRONMENT, ROLE, HOOK),
                in -> new Auth.Own(Session.withBasic(in))),
            new AuthMode(
                "jwt",
                "A JSON Web Token of a provider that the AIS server trusts",
                List.of(
                    Setting.required("jwt", Type.SECRET, "Nothing here renews it."),
                    ENVIRONMENT,
                    ROLE,
                    HOOK),
                in -> new Auth.Own(Session.withJwt(in)))),
        "24h");
  }

  private static Setting optional(String name, Type type, String otherwise, String help) {
    return Setting.optional(name, type, otherwise, help);
  }

  private static Setting named(String name, String does) {
    return optional(
        name, Type.TEXT, null, "The orchestration that " + does + ". Empty: none, nothing is.");
  }

  private static Setting inputs(String name, String object) {
    return optional(
        name,
        Type.MAP,
        null,
        "Which input of the orchestrations takes which field of object "
            + object
            + ", as field: input. What is not named goes to the input that the list of fields"
            + " says.");
  }
}
