package io.mlconnector.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.fusion.api.FinanceApi;
import io.mlconnector.fusion.api.FusionApi;
import io.mlconnector.fusion.api.FusionPage;
import io.mlconnector.hostile.HostileTexts;
import io.mlconnector.spi.Page;
import io.mlconnector.testkit.FakeConnection;
import java.lang.reflect.Proxy;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of strangers in filters: each is one literal, in every version's grammar. */
class HostileQueriesTest {

  private static final Pattern LITERAL = Pattern.compile("'((?:[^']++|'')*+)'");

  private final List<String> asked = new ArrayList<>();

  private FakeConnection connection(String version) {
    return new FakeConnection(new OracleFusion().connectionSpec(), "https://pod", ZoneOffset.UTC)
        .with("restFrameworkVersion", version)
        .answering(FusionApi.class, pod(FusionApi.class))
        .answering(FinanceApi.class, pod(FinanceApi.class));
  }

  /** A pod without rows. */
  private <T> T pod(Class<T> api) {
    return api.cast(
        Proxy.newProxyInstance(
            api.getClassLoader(),
            new Class<?>[] {api},
            (proxy, method, arguments) -> {
              for (Object argument : arguments) {
                if (argument instanceof String q && q.contains("=")
                    || argument instanceof String l && l.contains(" in (")) {
                  asked.add((String) argument);
                }
              }
              return new FusionPage(List.of(), 0, false);
            }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "4", "9"})
  void aHostileKeyIsOneLiteralOfAList(String version) {
    List<String> keys = HostileTexts.values();

    Page<?> page = new Contacts().fetchByKeys(connection(version), keys);

    assertThat(page.unreadable()).isEmpty();
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0)).startsWith("PartyNumber in (").endsWith(")");
    assertThat(literals(asked.get(0))).isEqualTo(keys);
    assertThat(LITERAL.matcher(asked.get(0)).replaceAll("").matches("PartyNumber in \\([, ]*\\)"))
        .isTrue();
  }

  @Test
  void whatAFilterByExampleCannotSayIsNotAskedForAndSaysSo() {
    List<String> keys = HostileTexts.values();

    Page<?> page = new Contacts().fetchByKeys(connection("1"), keys);

    assertThat(asked).isNotEmpty().allMatch(q -> q.startsWith("PartyNumber = '"));
    assertThat(asked).noneMatch(q -> q.contains(";") || q.contains("*") || q.contains("%"));
    assertThat(asked.size() + page.unreadable().size()).isEqualTo(keys.size());
    assertThat(page.unreadable())
        .hasSizeGreaterThan(5)
        .extracting(Page.Unreadable::key)
        .allMatch(key -> key.matches("(?s).*[;*%].*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "4"})
  void anAccountIsANumberOrNotAskedFor(String version) {
    List<String> keys = new ArrayList<>(HostileTexts.values());
    keys.addAll(List.of("1;EnabledFlag=N", "1 or 1=1", "*", "", "626968"));

    new GlAccounts().fetchByKeys(connection(version), keys);

    assertThat(asked).hasSize(1).allMatch(q -> q.endsWith("_CODE_COMBINATION_ID=626968"));
  }

  private static List<String> literals(String q) {
    List<String> literals = new ArrayList<>();
    Matcher literal = LITERAL.matcher(q);
    while (literal.find()) {
      literals.add(literal.group(1).replace("''", "'"));
    }
    return literals;
  }
}
