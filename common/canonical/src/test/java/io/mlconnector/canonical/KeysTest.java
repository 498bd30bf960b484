package io.mlconnector.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.delivery.Ref;
import org.junit.jupiter.api.Test;

class KeysTest {

  @Test
  void aRecordKeyComesBackFromItsText() {
    RecordKey key = new RecordKey("fusion-prod", "customer", "a|b%7Cc%");

    assertThat(key.toString()).isEqualTo("fusion-prod|customer|a%7Cb%257Cc%25");
    assertThat(RecordKey.parse(key.toString())).isEqualTo(key);
  }

  @Test
  void aRefComesBackFromItsText() {
    Ref ref = new Ref("zendesk", "organization", new RecordKey("fusion", "customer", "1|2"));

    assertThat(Ref.parse(ref.toString())).isEqualTo(ref);
  }

  @Test
  void aKeyWithTooFewPartsIsRefused() {
    assertThatThrownBy(() -> RecordKey.parse("fusion|customer"))
        .hasMessageContaining("connection|entity|key");
    assertThatThrownBy(() -> new RecordKey("fusion", "customer", " "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void externalIdsOfKeysThatDifferOnlyInCaseStayApart() {
    String lower = ExternalId.of(new RecordKey("jde", "customer", "usmf:us-001"));
    String upper = ExternalId.of(new RecordKey("jde", "customer", "usmf:US-001"));

    assertThat(lower).isEqualTo("jde:customer:usmf:us-001");
    assertThat(upper).isEqualTo("jde:customer:usmf:%55%53-001");
    assertThat(lower).isNotEqualToIgnoringCase(upper);
  }
}
