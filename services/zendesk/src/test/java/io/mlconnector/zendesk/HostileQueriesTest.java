package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.hostile.HostileTexts;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Write;
import io.mlconnector.testkit.FakeConnection;
import io.mlconnector.zendesk.api.OrganizationsApi;
import io.mlconnector.zendesk.api.UsersApi;
import java.lang.reflect.Proxy;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Texts of strangers in what is asked of Zendesk: the words of a search, and lists with commas. */
class HostileQueriesTest {

  private static final int MOST = 100;

  private final TreeSet<String> there = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final List<String> searched = new ArrayList<>();
  private final List<String> lists = new ArrayList<>();

  @Test
  void aHostileAddressIsOneValueOfOneSearchOrNoneAtAll() {
    UsersApi users = vendor(UsersApi.class, "users");
    HostileTexts.all()
        .forEach(
            (name, text) -> {
              searched.clear();
              assertThat(EmailOwner.find(users, text + "@example.com")).as(name).isNull();
              assertThat(searched)
                  .as(name)
                  .allMatch(query -> query.matches("(?s)email:\"[^\"*\\\\\\x00-\\x1f]+\""));
            });
    searched.clear();
    assertThat(EmailOwner.find(users, "o'brien+a@example.com")).isNull();
    assertThat(searched).containsExactly("email:\"o'brien+a@example.com\"");
  }

  @Test
  void anExternalIdWithCommasIsFoundAndMakesNoListTooLong() {
    String commas = "erp:customer:" + ",".repeat(3 * MOST);
    List<String> ids = new ArrayList<>(List.of(commas, "erp:customer:a,b", "erp:customer:1"));
    HostileTexts.all().forEach((name, text) -> ids.add("erp:customer:" + text));
    there.addAll(ids);

    assertThat(new Organizations().find(connection(), writes(ids)))
        .hasSize(ids.size())
        .allMatch(Found.Present.class::isInstance);
    assertThat(new Users().find(connection(), writes(ids)))
        .allMatch(Found.Present.class::isInstance);
    assertThat(lists).allMatch(list -> list.split(",").length <= MOST);
  }

  @Test
  void whatAnotherRecordsIdHoldsBehindACommaIsNotTakenForIt() {
    there.add("erp:customer:b");

    assertThat(new Organizations().find(connection(), writes(List.of("a,erp:customer:b"))))
        .containsExactly(new Found.Absent());
    assertThat(lists).isEmpty();
  }

  private FakeConnection connection() {
    return new FakeConnection(
            new Zendesk().connectionSpec(), "https://acme.zendesk.com", ZoneOffset.UTC)
        .answering(UsersApi.class, vendor(UsersApi.class, "users"))
        .answering(OrganizationsApi.class, vendor(OrganizationsApi.class, "organizations"));
  }

  /** A vendor who splits lists by commas, as Zendesk does, and refuses more than a hundred. */
  private <T> T vendor(Class<T> api, String named) {
    return api.cast(
        Proxy.newProxyInstance(
            api.getClassLoader(),
            new Class<?>[] {api},
            (proxy, method, arguments) -> {
              String query = arguments.length == 0 ? null : (String) arguments[0];
              String external = arguments.length < 2 ? null : (String) arguments[1];
              if (method.getName().equals("showMany")) {
                lists.add(external);
                assertThat(external.split(",")).hasSizeLessThanOrEqualTo(MOST);
                return answer(named, List.of(external.split(",")));
              }
              if (method.getName().equals("search") && external != null) {
                return answer(named, List.of(external));
              }
              if (method.getName().equals("search")) {
                searched.add(query);
              }
              return answer(named, List.of());
            }));
  }

  private ObjectNode answer(String named, List<String> wanted) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode all = answer.putArray(named);
    wanted.stream()
        .filter(there::contains)
        .forEach(id -> all.addObject().put("id", id.hashCode()).put("external_id", id));
    return answer;
  }

  private static List<Write> writes(List<String> externalIds) {
    return externalIds.stream().map(HostileQueriesTest::write).toList();
  }

  private static Write write(String externalId) {
    Map<String, JsonNode> fields = Map.of("external_id", TextNode.valueOf(externalId));
    Ref ref = new Ref("desk", "organization", new RecordKey("erp", "customer", externalId));
    return new Write(
        externalId, ref, null, fields, Map.of(), List.of("external_id"), Map.of(), false);
  }
}
