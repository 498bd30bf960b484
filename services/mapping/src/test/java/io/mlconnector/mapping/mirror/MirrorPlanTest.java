package io.mlconnector.mapping.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.mapping.preview.Preview;
import io.mlconnector.mapping.preview.Previews;
import io.mlconnector.mapping.preview.Repairs;
import io.mlconnector.mapping.preview.Report;
import io.mlconnector.mapping.preview.Views;
import io.mlconnector.mapping.route.StoredRoutes;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a two-way route would do, before it does it. */
class MirrorPlanTest {

  private final TwoSides world = new TwoSides();
  private final Twin erp = world.erp;
  private final Twin crm = world.crm;
  private final Previews previews =
      new Previews(
          world.mapping.transactions,
          world.mapping.routes,
          new Views(
              world.mapping.transactions,
              world.mapping.decider,
              world.adapters,
              new Foresight(world.mapping.transactions, world.mapping.mirrors, world.adapters)),
          new Repairs(
              world.mapping.transactions,
              world.mapping.routes,
              world.mapping.redelivery,
              world.mapping.outbox),
          world.mapping.clock);

  @AfterEach
  void close() {
    world.close();
  }

  private void planned() {
    StoredRoutes.put(
        world.mapping.transactions,
        TwoSides.ROUTES.replace("state: live", "state: plan").replace("FIRST", "manual"));
  }

  /** What the CRM has for a record of the ERP; whom that finds in turn. */
  private void there(String left, String right, String back) {
    world.adapters.found.put(TwoSides.left(left).toString(), right);
    world.adapters.found.put(TwoSides.right(right).toString(), back);
    world.adapters.records.put(TwoSides.left(left).toString(), fields(crm, right));
    world.adapters.records.put(TwoSides.right(right).toString(), fields(erp, left));
  }

  private static Map<String, JsonNode> fields(Twin twin, String key) {
    Map<String, JsonNode> fields = new HashMap<>();
    twin.records.get(key).forEach((path, value) -> fields.put(path, TextNode.valueOf(value)));
    return fields;
  }

  @Test
  void firstMeetingsAreForetoldWithWhatAPersonWouldHaveToDecide() {
    planned();
    for (String name : new String[] {"New", "Same", "Differs", "Several", "Others", "Unread"}) {
      world.poll(erp, erp.make("Name", name));
    }
    for (String name : new String[] {"same ", "Differing", "Others", "Unread"}) {
      crm.make("Name", name);
    }
    crm.edit("c1", "Phone", "5");
    for (String key : new String[] {"c1", "c2", "c3"}) {
      world.poll(crm, key);
    }
    there("e2", "c1", "e2");
    there("e3", "c2", "e3");
    world.adapters.found.put(TwoSides.left("e4").toString(), null);
    there("e5", "c3", "e9");
    there("e6", "c4", "e6");

    Report plan = previews.plan("erp-to-crm");

    assertThat(plan.counts().toString())
        .isEqualTo("{\"link\":2,\"waits\":1,\"create\":1,\"ambiguous\":2,\"with-conflicts\":1}");
    Preview same = preview("e2");
    assertThat(same.mirror().back()).containsExactly("phone");
    assertThat(same.mirror().sent()).isEmpty();
    assertThat(same.mirror().counterpart()).isEqualTo("crm|customer|c1");
    assertThat(preview("e3").mirror().conflicts()).containsExactly("name");
    assertThat(preview("e5").reason()).isEqualTo("It finds e9 in turn");
    assertThat(plan.mirror().route()).isEqualTo("crm-to-erp");
    assertThat(plan.mirror().merged()).containsExactlyInAnyOrder("Name", "Email", "Tax", "Phone");
    assertThat(plan.mirror().oneWay()).containsExactlyInAnyOrder("External", "Number");
    assertThat(world.mapping.outbox.deliveries()).isEmpty();
    assertThat(world.mapping.rows("select 1 from mirror_pair")).isEmpty();
  }

  @Test
  void pairsAreForetoldByTheirOwnMerge() {
    String left = world.pair("Acme");
    String right = crm.created.get(0);
    world.quiet(left, right);
    there(left, right, left);
    assertThat(preview(left).outcome()).isEqualTo("unchanged");

    planned();
    erp.edit(left, "Tax", "DE1");
    crm.edit(right, "Phone", "7");
    world.poll(erp, left);
    world.poll(crm, right);
    assertThat(preview(left).mirror().sent()).containsExactly("taxId");
    assertThat(preview(left).mirror().back()).containsExactly("phone");

    erp.edit(left, "Name", "One");
    crm.edit(right, "Name", "Two");
    world.poll(erp, left);
    world.poll(crm, right);
    assertThat(preview(left).outcome()).isEqualTo("conflict");
    assertThat(preview(left).mirror().conflicts()).containsExactly("name");
    assertThat(previews.plan("crm-to-erp").counts().toString())
        .isEqualTo("{\"conflict\":1,\"with-conflicts\":1}");
    assertThat(world.mapping.outbox.deliveries()).isEmpty();
  }

  private Preview preview(String key) {
    return previews.one(world.mapping.routes.newest().named("erp-to-crm").orElseThrow(), key);
  }
}
