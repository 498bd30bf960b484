package io.mlconnector.platform.vendor.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.hostile.Bombs;
import io.mlconnector.platform.vendor.transport.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTreeTest {

  @Test
  void attributesAndElementsAreMembersAndRepeatedElementsAList() {
    JsonNode tree =
        of("""
        <?xml version="1.0"?>
        <ts:response xmlns:ts="http://example.com/api">
          <things total="2"><thing id="1" name="a &amp; b"/><thing id="2"/></things>
          <version build="7">1.2</version><empty/><words><![CDATA[<x>]]></words>
        </ts:response>
        """)
            .orElseThrow();

    assertThat(tree)
        .hasToString(
            "{\"things\":{\"total\":\"2\",\"thing\":[{\"id\":\"1\",\"name\":\"a & b\"},"
                + "{\"id\":\"2\"}]},\"version\":{\"build\":\"7\",\"value\":\"1.2\"},\"empty\":\"\","
                + "\"words\":\"<x>\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "<a><b></a>",
        "<a/> and more",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>"
      })
  void whatIsNoDocumentOrReadsOthersIsNothing(String text) {
    assertThat(of(text)).isEmpty();
  }

  @Test
  void aDocumentWithoutAnEndToItsDepthIsNothing() {
    assertThat(of("<a>".repeat(100_000))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "application/xml;charset=utf-8,true",
    "text/xml,true",
    "application/json,false",
    "text/html,false",
    "application/xhtml+xml,false"
  })
  void theTypeSaysWhetherItIsOne(String type, boolean xml) {
    assertThat(
            XmlTree.isXml(new Answer(200, Map.of("content-type", List.of(type)), new byte[] {'<'})))
        .isEqualTo(xml);
  }

  private static Optional<JsonNode> of(String text) {
    return XmlTree.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void noBombIsADocument() {
    Bombs.xml()
        .forEach(
            (name, bomb) ->
                assertThat(XmlTree.of(bomb))
                    .as(name)
                    .satisfiesAnyOf(
                        tree -> assertThat(tree).isEmpty(),
                        tree -> assertThat(tree.orElseThrow().toString()).hasSizeLessThan(10)));
  }

  @Test
  void elementsByTheMillionAreNoDocument() {
    byte[] many = ("<r>" + "<a/>".repeat(2_100_000) + "</r>").getBytes(StandardCharsets.UTF_8);

    assertThat(XmlTree.of(many)).isEmpty();
  }
}
