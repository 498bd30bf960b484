package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.FieldWrite.When;
import io.mlconnector.canonical.delivery.Ref;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecideTest {

  private static FieldWrite field(String path, String value, When when, boolean clear) {
    return new FieldWrite(path, text(value), null, when, clear, false, List.of());
  }

  private static JsonNode text(String value) {
    return value == null ? null : TextNode.valueOf(value);
  }

  private static Map<String, JsonNode> update(FieldWrite field, String current) {
    Map<String, JsonNode> there = current == null ? Map.of() : Map.of(field.path(), text(current));
    return Decide.update(List.of(field), Map.of(), there);
  }

  @Test
  void onlyDifferencesAreSent() {
    assertThat(update(field("name", "Acme", When.ALWAYS, false), "Acme ")).isEmpty();
    assertThat(update(field("name", "Acme", When.ALWAYS, false), "Ace")).containsKey("name");
  }

  @Test
  void aFieldForCreationOnlyIsLeftAloneAfterwards() {
    FieldWrite field = field("tier", "gold", When.CREATE_ONLY, true);

    assertThat(update(field, null)).isEmpty();
    assertThat(Decide.creation(List.of(field), Map.of())).containsKey("tier");
  }

  @Test
  void aFieldForEmptyOnesIsWrittenWhereNothingIs() {
    FieldWrite field = field("phone", "1", When.IF_EMPTY, false);

    assertThat(update(field, "2")).isEmpty();
    assertThat(update(field, " ")).containsKey("phone");
  }

  @Test
  void anEmptySourceValueClearsOnlyWhereTheFieldSaysSo() {
    assertThat(update(field("phone", null, When.ALWAYS, false), "1")).isEmpty();
    assertThat(update(field("phone", " ", When.ALWAYS, true), "1"))
        .containsEntry("phone", NullNode.instance);
    assertThat(update(field("phone", null, When.ALWAYS, true), null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"email", "Email", "e_mail", "contact.E-Mail", "Secondary_Email"})
  void anEmailAddressIsNeverCleared(String path) {
    assertThat(update(field(path, null, When.ALWAYS, true), "a@example.com")).isEmpty();
  }

  @Test
  void aCreationSendsNoEmptyFields() {
    assertThat(Decide.creation(List.of(field("a", "", When.ALWAYS, true)), Map.of())).isEmpty();
  }

  @Test
  void aLinkedFieldHoldsTheKeyOfItsParent() {
    Ref parent = World.ref("organization", "1");
    FieldWrite field =
        new FieldWrite("organization_id", null, parent, When.ALWAYS, false, false, List.of());

    assertThat(Decide.update(List.of(field), Map.of(parent, "42"), Map.of()))
        .containsEntry("organization_id", text("42"));
  }
}
