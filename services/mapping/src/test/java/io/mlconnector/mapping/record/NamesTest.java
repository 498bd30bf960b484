package io.mlconnector.mapping.record;

import static io.mlconnector.mapping.Records.changed;
import static io.mlconnector.mapping.Records.contact;
import static io.mlconnector.mapping.Records.customer;
import static io.mlconnector.mapping.Records.erased;
import static io.mlconnector.mapping.Records.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.access.Caller;
import io.mlconnector.flow.access.Rights;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.mapping.Mapping;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type when they know a name and no key. */
class NamesTest {

  private final Mapping mapping = new Mapping();
  private final NamesResource names =
      new NamesResource(mapping.transactions, Caller.of(Rights.everything("ada")));

  @AfterEach
  void close() {
    mapping.close();
  }

  private List<String> found(String q) {
    return names.find(q, "", 100).stream().map(Named::key).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Müller",
        "muller",
        "MULL",
        "gmbh müll",
        "o'brien",
        "Brien",
        "maria@mu",
        "A-10",
        "müller-o"
      })
  void aRecordIsFoundByTheBeginningsOfItsWordsInAnyCaseAndOrder(String q) {
    mapping.take(
        changed(
            contact("1"),
            1,
            Map.of(
                "key", "1",
                "name", "Maria Müller-O'Brien GmbH",
                "email", "maria@mueller.example",
                "accountNumber", "A-1003")),
        changed(contact("2"), 2, Map.of("key", "2", "name", "Ada Smith")));

    assertThat(found(q)).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"üller", "Maria Smith", "maria & (", "xx"})
  void whatIsNotTheBeginningOfEveryWordFindsNothing(String q) {
    mapping.take(
        changed(contact("1"), 1, Map.of("key", "1", "name", "Marie Müller")),
        changed(contact("2"), 2, Map.of("key", "2", "name", "Ada Smith")));

    assertThat(found(q)).isEmpty();
  }

  @Test
  void aRecordIsFoundByItsNewNameAndNoLongerByItsFormerOne() {
    mapping.take(changed(customer("1"), 1, Map.of("key", "1", "name", "Acme")));
    mapping.take(changed(customer("1"), 2, Map.of("key", "1", "name", "Zenith")));

    assertThat(found("acme")).isEmpty();
    assertThat(found("zenith")).containsExactly("1");
  }

  @Test
  void whatIsRemovedIsFoundAndSaidToBeSoAndWhatIsErasedIsNot() {
    mapping.take(
        changed(customer("1"), 1, Map.of("key", "1", "name", "Acme one")),
        changed(customer("2"), 2, Map.of("key", "2", "name", "Acme two")));
    mapping.take(removed(customer("1"), 3), erased(customer("2"), 4));

    assertThat(names.find("acme", "", 10))
        .singleElement()
        .satisfies(one -> assertThat(one.key() + one.removed()).isEqualTo("1true"));
  }

  @Test
  void aConnectionCanBeNamedAndOtherEntitiesAreNotSearched() {
    mapping.take(
        changed(customer("1"), 1, Map.of("key", "1", "name", "Acme")),
        changed(new RecordKey("hr", "employee", "2"), 2, Map.of("key", "2", "name", "Acme")),
        changed(new RecordKey("hr", "gl-posting", "3"), 3, Map.of("key", "3", "name", "Acme")));

    assertThat(found("acme")).containsExactlyInAnyOrder("1", "2");
    assertThat(names.find("acme", "hr", 10)).extracting(Named::key).containsExactly("2");
  }

  @Test
  void aNameOfAnyLengthIsTaken() {
    // Each of these letters is nine bytes when it is taken apart.
    mapping.take(changed(customer("1"), 1, Map.of("key", "1", "name", "뷁".repeat(100_000))));
    assertThat(found("뷁뷁")).containsExactly("1");
  }

  @Test
  void aQuestionThatMeansEverythingIsRefused() {
    for (String q : List.of("", " ", "-", "a", "\0ab")) {
      assertThatThrownBy(() -> names.find(q, "", 10))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("two letters");
    }
    assertThatThrownBy(() -> names.find("ab", "", 101)).hasMessageContaining("from 1 to 100");
  }

  @Test
  void theAnswerComesFromTheIndex() {
    mapping.take(changed(customer("1"), 1, Map.of("key", "1", "name", "Acme")));
    String statement =
        mapping.database.statements().stream()
            .filter(each -> each.contains("record_words"))
            .findFirst()
            .orElse(null);
    assertThat(statement).isNull();
    found("acme");
    statement =
        mapping.database.statements().stream()
            .filter(each -> each.contains("record_words"))
            .findFirst()
            .orElseThrow()
            .replaceFirst("\\?", "'acme'")
            .replaceAll("\\? = '' or (\\S+ \\S+ \\S+) = \\?", "true or $1 = ''")
            .replaceFirst("limit \\?", "limit 25");

    assertThat(String.join("\n", mapping.rows("explain " + statement)))
        .contains("Bitmap Index Scan on snapshot_words")
        .doesNotContain("Seq Scan");
  }
}
