package io.mlconnector.platform.connection;

import static io.mlconnector.platform.connection.DocumentFixture.GOOD;
import static io.mlconnector.platform.connection.DocumentFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongDocumentsTest {

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
# what is written               | instead of                   | field | problem
system: zendesk                 | system: test-system          | system | unknown system 'zendesk' here: this service is for test-system: send the document to the service of that system
system: test-sytem              | system: test-system          | system | unknown system 'test-sytem' here: this service is for test-system; did you mean that?
name: x                         | displayName: Acme            | name | unknown field; there are auth, baseUrl
displayname: x                  | displayName: Acme            | displayname | unknown field; did you mean displayName?
id: Acme_Prod                   | id: acme-prod                | id | 'Acme_Prod' must be lower case letters, digits and single dashes, at most 63, like fusion-prod
id:                             | id: acme-prod                | id | is missing: choose a name that will never change, like fusion-prod
baseUrl: http://acme.com        | baseUrl: https://acme.test-system.com | baseUrl | must begin with https://: credentials do not travel over plain http
baseUrl: acme.com               | baseUrl: https://acme.test-system.com | baseUrl | must begin with https://
baseUrl: ftp://acme.com         | baseUrl: https://acme.test-system.com | baseUrl | must begin with https://
baseUrl: https://u:p@acme.com   | baseUrl: https://acme.test-system.com | baseUrl | must not hold a user or password: give them below auth and remove them from the URL
baseUrl: https://acme.com:99999 | baseUrl: https://acme.test-system.com | baseUrl | has no port from 1 to 65535 behind its colon
baseUrl: https://acme com       | baseUrl: https://acme.test-system.com | baseUrl | is no URL such as https://example.com: illegal character in authority
baseUrl: https://acme_x.com     | baseUrl: https://acme.test-system.com | baseUrl | has no host
baseUrl: https://acme.com?a=1   | baseUrl: https://acme.test-system.com | baseUrl | must end before the ?: remove what follows
baseUrl: [a]                    | baseUrl: https://acme.test-system.com | baseUrl | must be a single value, not a list or map
enabled: yes                    | displayName: Acme            | enabled | 'yes' must be true or false
timeZone: Europe/Berln          | timeZone: Europe/Berlin      | timeZone | 'Europe/Berln' is no time zone; did you mean Europe/Berlin?
auth: {}                        | `auth: { mode: basic, user: robot, password: hunter2 }` | auth.mode | is missing: choose one of client-credentials, basic
auth: {mode: basik}             | `auth: { mode: basic, user: robot, password: hunter2 }` | auth.mode | unknown way to sign in 'basik'; did you mean basic?
mode: basic, user: robot        | mode: basic, user: robot, password: hunter2 | auth.password | is missing: The password. Give it here, or as ${file:/run/secrets/…}
mode: basic, password: x        | mode: basic, user: robot, password: hunter2 | auth.user | is missing: The user.
clientId: c, user: robot        | user: robot                  | auth.clientId | belongs to the mode client-credentials and not to basic: remove it, or change the mode
pageSize: 1, user: robot        | user: robot                  | auth.pageSize | belongs below settings, not below auth: move it
usr: robot, user: robot         | user: robot                  | auth.usr | unknown field; did you mean user?
user: "${file:/run/secrets/u}"  | user: robot                  | auth.user | holds a reference, which only secrets may be: write the value itself
password: "${fil:/x}"           | password: hunter2            | auth.password | is a broken reference: write ${file:/run/secrets/…} or ${env:NAME}, nothing else
password: "${file:/run/secrets/no-such}" | password: hunter2   | auth.password | file /run/secrets/no-such does not exist: mount it, or correct the path
password: "${file:/etc/passwd}" | password: hunter2            | auth.password | names a file outside [/run/secrets]: move it there
password: "${file:/run/secrets/../../etc/passwd}" | password: hunter2 | auth.password | names a file outside [/run/secrets]
password: "${file:secret}"      | password: hunter2            | auth.password | names a file without its whole path: begin with /
password: "${env:HOME}"         | password: hunter2            | auth.password | names a variable that does not begin with SECRET_
password: "${env:SECRET_X}"     | password: hunter2            | auth.password | environment variable SECRET_X is not set: set it for this process, or correct the name
pageSise: 50                    | pageSize: 50                 | settings.pageSise | unknown setting; did you mean pageSize?
pageSize: many                  | pageSize: 50                 | settings.pageSize | 'many' is no whole number
carryNotes: 1                   | pageSize: 50                 | settings.carryNotes | '1' must be true or false
lookback: soon                  | pageSize: 50                 | settings.lookback | 'soon' is no duration: write a number and a unit, such as 30s, 10m, 1h or P1D
reportsUrl: http://x.com        | pageSize: 50                 | settings.reportsUrl | must begin with https://: credentials do not travel over plain http
rename: [a]                     | pageSize: 50                 | settings.rename | must be a map of fields
clientSecret: x                 | pageSize: 50                 | settings.clientSecret | belongs below auth, not below settings: move it
region: asia                    | region: us                   | settings.region | 'asia' is none of its choices; there are eu, us
customer:                       | customers:                   | streams.customer | unknown stream; did you mean customers?
every: 0s                       | every: 10m                   | streams.customers.every | '0s' is no duration
every: 100ms                    | every: 10m                   | streams.customers.every | '100ms' is too often: at least 1s
evry: 10m                       | every: 10m                   | streams.customers.evry | unknown field; did you mean every?
cron: 0 0 6 * *                 | every: 10m                   | streams.customers.cron | '0 0 6 * *' is no cron expression
`every: 10m, cron: "0 0 6 ? * *"` | every: 10m                   | streams.customers.cron | is given beside every: keep one of the two
`every: off, enabled: true`     | every: 10m                   | streams.customers.every | is off while enabled is true: keep one of the two
zone: CET+2                     | every: 10m                   | streams.customers.zone | 'CET+2' is no time zone
from: yesterday                 | from: now                    | streams.customers.from | 'yesterday' is no first date: write 2026-01-31, 2026-01-31T08:00:00Z or now
from: 2026-02-30                | from: now                    | streams.customers.from | '2026-02-30' is no first date
closed: [22:00]                 | closed: [22:00-04:00]        | streams.customers.closed | '22:00' is no window: write windows like 22:00-04:00
closed: [22:00-22:00]           | closed: [22:00-04:00]        | streams.customers.closed | '22:00-22:00' begins when it ends
reconcile: 25:00                | reconcile: 12:30             | streams.customers.reconcile | '25:00' is no time of day such as 02:30
concurrency: 0                  | displayName: Acme            | concurrency | '0' must be from 1 to 1000
share: 0                        | displayName: Acme            | share | '0' leaves no call: more than 0, up to 1
share: 60                       | displayName: Acme            | share | '60' must be from 0 to 1
share: NaN                      | displayName: Acme            | share | 'NaN' must be from 0 to 1
proxy: http://proxy             | displayName: Acme            | proxy | has no port: write it like http://proxy.example.com:3128
egress: [169.254.0.0/16]        | displayName: Acme            | egress | '169.254.0.0/16' is where machines get credentials: it is never called
egress: ["fd00:ec2::254/128"]   | displayName: Acme            | egress | 'fd00:ec2::254/128' is where machines get credentials: it is never called
egress: [010.0.0.0/8]           | displayName: Acme            | egress | '010.0.0.0/8' is no network: write an address and a prefix length, such as 10.1.0.0/16
egress: [999.0.0.0/8]           | displayName: Acme            | egress | '999.0.0.0/8' is no network: write an address and a prefix length, such as 10.1.0.0/16
egress: [10.0.0.1]              | displayName: Acme            | egress | '10.0.0.1' is no network such as 10.20.0.0/16
writeTimeout: 1h                | displayName: Acme            | writeTimeout | '1h' must be from 1s to 10m
massChange: {percent: 101}      | displayName: Acme            | massChange.percent | '101' must be from 0 to 100
massChange: {atleast: 1}        | displayName: Acme            | massChange.atleast | unknown field; did you mean atLeast?
""")
  void namesTheFieldAndTheFix(String written, String instead, String field, String problem) {
    List<FieldProblem> problems = problems(DocumentFixture.with(instead, written));

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).field()).isEqualTo(field);
    assertThat(problems.get(0).problem()).startsWith(problem);
  }

  @Test
  void saysEverythingAtOnce() {
    List<FieldProblem> problems =
        problems(
            """
            id: acme
            baseUrl: acme
            auth: { mode: client-credentials, clientId: c, tokenUrl: nowhere }
            settings: { pageSize: x }
            """);

    assertThat(problems)
        .extracting(FieldProblem::field)
        .containsExactlyInAnyOrder(
            "system", "auth.clientSecret", "auth.tokenUrl", "settings.pageSize", "baseUrl");
  }

  @Test
  void aNameOfSeveralLinesIsNone() {
    List<FieldProblem> problems =
        problems(DocumentFixture.with("displayName: Acme", "displayName: \"Acme\\r\\nBcc: all\""));

    assertThat(problems)
        .containsExactly(
            new FieldProblem("displayName", "holds a line break or another control character"));
  }

  @Test
  void neverRepeatsASecret() {
    InvalidDocument wrong =
        wrong(
            DocumentFixture.with(
                "password: hunter2",
                "password: hunter2, clientSecret: hunter3, tokenUrl: 'https://a:hunter4@x.com'"));

    assertThat(wrong.getMessage()).doesNotContain("hunter").contains("auth.clientSecret");
  }

  @Test
  void aDocumentThatIsGoodIsNotRefused() {
    assertThat(read(GOOD).document().id()).isEqualTo("acme-prod");
  }

  private static List<FieldProblem> problems(String yaml) {
    return wrong(yaml).problems();
  }

  private static InvalidDocument wrong(String yaml) {
    return catchThrowableOfType(InvalidDocument.class, () -> read(yaml));
  }
}
