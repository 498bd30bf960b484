package io.mlconnector.mapping.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.canonical.delivery.Delivery.Mode;
import io.mlconnector.mapping.adapter.FakeAdapters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The two-way routes that are shipped: they fit each other, and every code comes back. */
class ShippedMirrorsTest {

  private static final Pattern CODE = Pattern.compile("'([^']*)': '([^']*)'");

  private final DefaultRoutes shipped = new DefaultRoutes(new FakeAdapters());
  private final List<Route> there = between("jde", "zoho");
  private final List<Route> back = between("zoho", "jde");

  private List<Route> between(String from, String to) {
    return shipped.between(RouteYaml.Defaults.between(from, to)).routes();
  }

  @Test
  void eachRouteFitsTheOneThatItNames() {
    assertThat(there).hasSize(3);
    for (Route route : there) {
      assertThat(problems(route, back)).isEmpty();
    }
    for (Route route : back) {
      assertThat(problems(route, there)).isEmpty();
    }
  }

  private static List<?> problems(Route route, List<Route> others) {
    Problems problems = new Problems();
    CompiledRoute compiled = CompiledRoute.compile(route, 0, null, problems);
    new MirrorCheck(compiled, problems).run(others, Mode.UPSERT);
    assertThat(problems.warnings()).isEmpty();
    return problems.errors();
  }

  @Test
  void whatPeopleEditOnBothSidesGoesBothWays() {
    assertThat(merged("customer"))
        .contains("name", "taxId", "creditLimit.amount", "paymentTerms", "category", "industry")
        .contains("type", "phone", "website", "billingAddress.city");
    assertThat(merged("vendor")).contains("name", "taxId", "paymentTerms", "industry");
    assertThat(merged("contact")).contains("email", "phone", "jobTitle");
  }

  private List<String> merged(String entity) {
    return Mirror.of(compiled(there, entity), compiled(back, entity)).fields().stream()
        .map(MirrorField::name)
        .toList();
  }

  private static CompiledRoute compiled(List<Route> routes, String entity) {
    Route route =
        routes.stream()
            .filter(each -> each.from().entity().equals(entity))
            .findFirst()
            .orElseThrow();
    return CompiledRoute.compile(route, 0, null, new Problems());
  }

  @Test
  void everyCodeThatGoesThereComesBack() {
    int looked = 0;
    for (Route route : there) {
      for (FieldRule rule : route.fields().values()) {
        if (rule.pair() != null && rule.value().startsWith("$lookup")) {
          Map<String, String> codes = codes(rule.value());
          String text = word(route.from().entity(), rule.pair());
          if (text.startsWith("$lookup")) {
            Map<String, String> inverse = new HashMap<>();
            codes(text).forEach((word, code) -> inverse.put(code, word));
            assertThat(inverse).as(rule.pair()).isEqualTo(codes);
            looked++;
          }
        }
      }
    }
    assertThat(looked).isEqualTo(5);
  }

  private String word(String entity, String pair) {
    return back.stream()
        .filter(route -> route.from().entity().equals(entity))
        .flatMap(route -> route.fields().values().stream())
        .filter(rule -> pair.equals(rule.pair()))
        .map(FieldRule::value)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> codes(String lookup) {
    Map<String, String> codes = new HashMap<>();
    Matcher matcher = CODE.matcher(lookup);
    while (matcher.find()) {
      codes.put(matcher.group(1), matcher.group(2));
    }
    return codes;
  }
}
