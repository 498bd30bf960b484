package io.mlconnector.peoplesoft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.spi.Secret;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.spi.Webhook.Call;
import io.mlconnector.spi.Webhook.Notice;
import io.mlconnector.spi.Webhook.Refused;
import io.mlconnector.testkit.FakeConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rowset messages name people and vendors; whoever sends something else is refused. */
class NamedTest {

  private static final String HIRE =
      """
      <?xml version="1.0"?><WORKFORCE_SYNC><FieldTypes><JOB class="R"><EMPLID type="CHAR"/></JOB></FieldTypes>
      <MsgData><Transaction><PER_ORG_ASGN class="R"><EMPLID IsChanged="Y">0100007</EMPLID>
      <JOB class="R"><EMPLID>0100007</EMPLID><SUPERVISOR_ID>0100001</SUPERVISOR_ID></JOB>
      <PSCAMA class="R"><AUDIT_ACTN>A</AUDIT_ACTN></PSCAMA></PER_ORG_ASGN>
      <PSCAMA class="R"><LANGUAGE_CD>ENG</LANGUAGE_CD><AUDIT_ACTN></AUDIT_ACTN></PSCAMA></Transaction>
      <Transaction><PER_ORG_ASGN class="R"><EMPLID>0100008</EMPLID></PER_ORG_ASGN></Transaction>
      </MsgData></WORKFORCE_SYNC>\
      """;

  private static final String VENDOR =
      """
      <VENDOR_SYNC><MsgData><Transaction><VENDOR class="R"><SETID>SHARE</SETID>
      <VENDOR_ID>0000000123</VENDOR_ID><REMIT_SETID>OTHER</REMIT_SETID>
      <VENDOR_ADDR class="R"><SETID>SHARE</SETID><VENDOR_ID>0000000123</VENDOR_ID></VENDOR_ADDR>
      </VENDOR></Transaction></MsgData></VENDOR_SYNC>\
      """;

  private final FakeConnection connection = Offline.connection("UTC");
  private final Messages messages = new Messages();
  private final List<Secret> secrets = List.of(new Secret("right"));

  private static Call call(byte[] body) {
    return new Call(Map.of("x-mlconnector-secret", "right"), body);
  }

  private static Call call(String body, String... headers) {
    Map<String, String> all = new HashMap<>(Map.of("x-mlconnector-secret", "right"));
    for (int at = 0; at < headers.length; at += 2) {
      all.put(headers[at], headers[at + 1]);
    }
    return new Call(all, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyTransactionNamesAPersonOnce() {
    assertThat(messages.notices(connection, call(HIRE)))
        .containsExactly(new Notice("employees", List.of("0100007", "0100008")));
  }

  @Test
  void aVendorIsNamedByItsSetIdAndNumber() {
    assertThat(messages.notices(connection, call(VENDOR)))
        .containsExactly(new Notice("vendors", List.of("SHARE:0000000123")));
  }

  @Test
  void messagesAndFieldsMayHaveAliases() {
    connection.with("employeeMessages", "STAFF").with("emplidFields", "EMPLID,EmployeeID");
    String body =
        "<X><MsgData><Transaction><P><EmployeeID>7</EmployeeID></P></Transaction></MsgData></X>";

    assertThat(messages.notices(connection, call(body, "externaloperationname", "STAFF.VERSION_3")))
        .containsExactly(new Notice("employees", List.of("7")));
    assertThatThrownBy(() -> messages.notices(connection, call(body)))
        .isInstanceOf(Untranslatable.class)
        .hasMessageContaining("employeeMessages");
  }

  @Test
  void aRepeatHasTheSameIdAndTheSameWordsAtAnotherTimeHaveNot() {
    String once = messages.verify(connection, secrets, call(HIRE, "origtimestamp", "1"));
    String again = messages.verify(connection, secrets, call(HIRE, "origtimestamp", "1"));
    String later = messages.verify(connection, secrets, call(HIRE, "origtimestamp", "2"));

    assertThat(again).isEqualTo(once).isNotEqualTo(later);
    assertThat(messages.verify(connection, secrets, call(HIRE, "transactionid", "abc")))
        .isEqualTo("abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><x>&b;</x>",
        "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><x/>",
        "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/hostname\">]><x>&f;</x>",
        "<x>&undefined;</x>",
        "<WORKFORCE_SYNC><MsgData><Transaction><EMPLID>01",
        "not xml",
        ""
      })
  void whatIsNoWholeMessageIsRefused(String body) {
    assertThatThrownBy(() -> messages.verify(connection, secrets, call(body)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("message that");
  }

  @Test
  void whatIsNestedWithoutEndIsRefused() {
    String body = "<a>".repeat(100_000);

    assertThatThrownBy(() -> messages.verify(connection, secrets, call(body)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("nested");
  }

  @Test
  void aMessageThatTheConnectorCompressedIsUnderstoodHoweverItIsPacked() throws IOException {
    byte[] gzip = packed(HIRE, GZIPOutputStream::new);
    byte[] zlib = packed(HIRE, DeflaterOutputStream::new);

    for (byte[] body : List.of(gzip, zlib, base64(gzip), base64(zlib), base64(HIRE.getBytes()))) {
      assertThat(messages.notices(connection, call(body)))
          .containsExactly(new Notice("employees", List.of("0100007", "0100008")));
    }
  }

  @Test
  void whatUnpacksToMoreThanAMessageMayHaveIsRefusedAndSoIsWhatIsCutShort() throws IOException {
    byte[] bomb = packed("<x>" + "<y></y>".repeat(2 << 20) + "</x>", GZIPOutputStream::new);
    byte[] whole = packed(HIRE, GZIPOutputStream::new);

    assertThat(bomb.length).isLessThan(1 << 20);
    assertThatThrownBy(() -> messages.verify(connection, secrets, call(bomb)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("unpacks to more than 8 MB");
    assertThatThrownBy(
            () ->
                messages.verify(connection, secrets, call(Arrays.copyOf(whole, whole.length / 2))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("message that");
  }

  /** Opens a stream that packs what is written. */
  private interface Packing {
    OutputStream into(OutputStream out) throws IOException;
  }

  private static byte[] packed(String text, Packing packing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packing.into(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] base64(byte[] bytes) {
    return Base64.getMimeEncoder().encode(bytes);
  }

  @Test
  void aCallWithoutTheSecretIsRefused() {
    assertThatThrownBy(
            () -> messages.verify(connection, secrets, call(HIRE, "x-mlconnector-secret", "wrong")))
        .isInstanceOf(Refused.class);
  }

  @Test
  void aKeyThatIsLongerThanAnyKeyIsCutAndDoesNoHarm() {
    String body =
        "<WORKFORCE_SYNC><Transaction><EMPLID>%s</EMPLID></Transaction></WORKFORCE_SYNC>"
            .formatted("9".repeat(100_000));

    assertThat(messages.notices(connection, call(body)).get(0).keys().get(0)).hasSize(30);
  }
}
