package io.mlconnector.mapping.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.delivery.Delivery.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with a route and the one that it names as its mirror, said before it is saved. */
class MirrorCheckTest {

  private static final String THERE =
      """
      routes:
        - name: there
          mirror: MIRROR
          from: { connection: erp, entity: customer }
          to: { connection: crm, object: account }
          fields: { FIELDS }
          state: STATE
      """;
  private static final String BACK =
      """
      routes:
        - name: back
          mirror: { route: there, conflict: newest, within: 2h, first: erp }
          from: { connection: crm, entity: customer }
          to: { connection: erp, object: customer }
          fields: { name: name, phone: phone, branch: { value: "$lookup({'a': 'b'}, industry)", pair: industry } }
          state: plan
      """;

  @Test
  void twoRoutesThatFitHaveNothingToCorrect() {
    Problems problems = there("back", "Name: name, Number: key", "live", BACK);

    assertThat(problems.errors()).isEmpty();
    assertThat(problems.warnings()).isEmpty();
  }

  @Test
  void aMirrorThatIsMissingIsAWarningUntilTheRouteIsLive() {
    assertThat(there("back", "Name: name", "plan", null).warnings().toString())
        .contains("mirror.route", "there is no route 'back' yet");
    assertThat(there("back", "Name: name", "live", null).errors().toString())
        .contains("mirror.route", "save it before this one is set live");
    String oneWay = BACK.replaceFirst(" +mirror:.*\n", "").replace(", pair: industry", "");
    assertThat(there("back", "Name: name", "live", oneWay).errors().toString())
        .contains("'back' names no mirror yet");
  }

  @Test
  void aMirrorThatLeadsElsewhereIsNone() {
    says(there("there", "Name: name", "plan", BACK), "mirror.route", "is the route itself");
    says(
        there("back", "Name: name", "plan", BACK.replace("route: there", "route: other")),
        "mirror.route",
        "does not name this route");
    says(
        there("back", "Name: name", "plan", BACK.replace("connection: crm", "connection: desk")),
        "mirror.route",
        "does not lead from crm to erp");
    says(
        there("back", "Name: name", "plan", BACK.replace("entity: customer", "entity: vendor")),
        "mirror.route",
        "is of entity vendor, not customer");
  }

  @Test
  void settingsThatContradictOrNameNobodyAreListedTogether() {
    Problems problems =
        there(
            "{ route: back, conflict: { owner: desk }, within: 3h, first: desk }",
            "Name: { value: name, conflict: { owner: nobody } }",
            "plan",
            BACK);

    says(problems, "mirror.conflict", "must be owned by erp or crm, not 'desk'");
    says(problems, "mirror.first", "must be manual, erp or crm, not 'desk'");
    says(problems, "mirror.within", "in the mirror: say it once");
    says(problems, "fields.Name.conflict", "must be owned by erp or crm, not 'nobody'");
  }

  @Test
  void pairsThatAreNoneAreTold() {
    says(
        there("back", "Name: name, Other: { value: status, pair: branch }", "plan", BACK),
        "fields.Other.pair",
        "no field of route 'back' is of the pair 'branch'");
    says(
        there("back", "Name: name, Second: { value: name }", "plan", BACK),
        "fields.Second",
        "is the second field of the pair 'name'");
    says(
        there("back", "Name: name, Number: { value: key, conflict: manual }", "plan", BACK),
        "fields.Number.conflict",
        "this one goes one way");
    says(
        there("back", "Name: { value: name, write: create-only, pair: name }", "plan", BACK),
        "fields.Name.pair",
        "only for fields that are always written");
    says(there("back", "Number: key", "plan", BACK), "fields", "none is merged");
  }

  @Test
  void aFieldThatGoesBothWaysWithoutBeingMergedIsRefused() {
    String back = BACK.replace("phone: phone", "phone: \"$trim(phone)\"");
    Problems both = there("back", "Name: name, Tel: { value: phone, pair: none }", "plan", back);

    says(both, "fields.Tel", "Tel of 'there' and phone of 'back' carry phone both ways");
    says(both, "fields.Tel", "give both the same pair");
    Problems filled =
        there("back", "Name: name, Tel: { value: phone, write: if-empty }", "plan", back);
    assertThat(filled.errors()).isEmpty();
    String copy = BACK.replace("phone: phone", "phone: phone, search: \"$uppercase(name)\"");
    String shorter = "Name: name, Short: \"$substring(name, 0, 9)\"";
    assertThat(there("back", shorter, "plan", copy).errors())
        .as("the merged field keeps the name equal")
        .isEmpty();
    String number = BACK.replace("phone: phone", "phone: phone, external: \"$string(key)\"");
    assertThat(there("back", "Name: name, Number: key", "plan", number).errors())
        .as("a record keeps its key")
        .isEmpty();
  }

  @Test
  void whatIsForTwoWaysIsRefusedOfOne() {
    Problems problems =
        check(
            THERE
                .replaceFirst(" +mirror:.*\n", "")
                .replace("FIELDS", "Name: { value: name, pair: name, conflict: manual }")
                .replace("STATE", "plan"),
            null,
            Mode.UPSERT);

    says(problems, "fields.Name.pair", "needs a mirror");
    says(problems, "fields.Name.conflict", "needs a mirror");
  }

  @Test
  void aTargetThatKeepsNoRecordPerRecordCannotBeMerged() {
    String there = THERE.replace("MIRROR", "back").replace("FIELDS", "Name: name");

    says(
        check(there.replace("STATE", "plan"), BACK, Mode.APPEND),
        "to.object",
        "keeps no single record");
  }

  private static void says(Problems problems, String field, String words) {
    assertThat(problems.errors())
        .anySatisfy(
            error -> {
              assertThat(error.field()).isEqualTo(field);
              assertThat(error.problem()).contains(words);
            });
  }

  private static Problems there(String mirror, String fields, String state, String other) {
    String route =
        THERE.replace("MIRROR", mirror).replace("FIELDS", fields).replace("STATE", state);
    return check(route, other, Mode.UPSERT);
  }

  private static Problems check(String yaml, String other, Mode mode) {
    Problems problems = new Problems();
    Route route = RouteYaml.read(yaml).routes().get(0);
    List<Route> others = other == null ? List.of() : RouteYaml.read(other).routes();
    new MirrorCheck(CompiledRoute.compile(route, 0, null, new Problems()), problems)
        .run(others, mode);
    return problems;
  }
}
