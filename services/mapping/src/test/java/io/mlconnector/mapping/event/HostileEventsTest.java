package io.mlconnector.mapping.event;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.customer;
import static io.mlconnector.mapping.Records.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.hostile.Bombs;
import io.mlconnector.hostile.HostileTexts;
import io.mlconnector.mapping.Mapping;
import io.mlconnector.mapping.route.StoredRoutes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events whose author means another program, or the one that reads them. */
class HostileEventsTest {

  private static final String ROUTES =
      """
      routes:
        - name: customers
          from: { connection: fusion-prod, entity: customer, when: "status = 'active'" }
          to: { connection: zendesk-prod, object: organization }
          match: [external_id]
          fields:
            external_id: "$externalId()"
            name: name
            organization_fields.shout: "$uppercase(name) & ' ' & $substringBefore(name, '<')"
          state: live
      """;

  private final Mapping mapping = new Mapping();

  @BeforeEach
  void live() {
    StoredRoutes.put(mapping.transactions, ROUTES);
  }

  @AfterEach
  void close() {
    mapping.close();
  }

  @Test
  @SuppressWarnings("unchecked")
  void everyHostileNameIsDeliveredAsItIsOrSetAsideByItself() {
    List<ConsumerRecord<String, byte[]>> events = new ArrayList<>();
    HostileTexts.all()
        .forEach(
            (name, text) ->
                events.add(changed(customer(name), events.size() + 1, named(name, text))));
    events.add(changed(customer("good"), 999, named("good", "Good")));

    mapping.take(events.toArray(ConsumerRecord[]::new));

    Map<String, String> expected = new HashMap<>(HostileTexts.all());
    expected.put("good", "Good");
    mapping
        .rows("select key from unreadable")
        .forEach(key -> expected.remove(key.substring(key.lastIndexOf('|') + 1)));
    Map<String, String> delivered = new HashMap<>();
    for (Delivery delivery : mapping.outbox.deliveries()) {
      delivery.fields().stream()
          .filter(field -> field.path().equals("name"))
          .forEach(field -> delivered.put(delivery.ref().source().key(), field.value().asText()));
    }
    assertThat(delivered).isEqualTo(expected);
    assertThat(HostileTexts.all().size() + 1 - expected.size())
        .as("no text can be stored that holds the character 0, or half a pair")
        .isEqualTo(3);
    assertThat(mapping.rows("select reason from unreadable"))
        .noneMatch(reason -> reason.contains(HostileTexts.MARK));
  }

  @Test
  @SuppressWarnings("unchecked")
  void aBombOnATopicStopsOnlyItself() {
    List<ConsumerRecord<String, byte[]>> events = new ArrayList<>();
    Bombs.json()
        .forEach(
            (name, bomb) -> {
              ConsumerRecord<String, byte[]> good = changed(customer(name), 1, named(name, "x"));
              Map<String, String> headers = new HashMap<>();
              good.headers()
                  .forEach(header -> headers.put(header.key(), new String(header.value())));
              events.add(message(good.topic(), good.key(), headers, bomb));
            });
    events.add(changed(customer("good"), 1, named("good", "Good")));

    mapping.take(events.toArray(ConsumerRecord[]::new));

    assertThat(mapping.outbox.deliveries())
        .extracting(each -> each.ref().source().key())
        .contains("good");
    assertThat(mapping.rows("select reason from unreadable"))
        .hasSizeGreaterThan(Bombs.json().size() - 3)
        .allMatch(reason -> !reason.isBlank() && reason.length() < 500);
  }

  private static Map<String, Object> named(String key, String name) {
    return Map.of("key", key, "name", name, "status", "active");
  }
}
