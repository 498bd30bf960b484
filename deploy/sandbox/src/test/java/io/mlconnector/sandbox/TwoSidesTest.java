package io.mlconnector.sandbox;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.sandbox.TwoSides.Meeting;
import io.mlconnector.sandbox.TwoSides.Side;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TwoSidesTest {

  private static final TwoSides BOTH = TwoSides.generate(1, 5000, 2950, 50);

  @Test
  void theSidesHaveTheAskedSizes() {
    for (List<Side> side : List.of(BOTH.erp(), BOTH.crm())) {
      assertThat(side).hasSize(5000);
      assertThat(side).filteredOn(one -> one.identity().startsWith("pair-")).hasSize(2950);
      assertThat(side).filteredOn(one -> one.meeting() == Meeting.AMBIGUOUS).hasSize(50);
      assertThat(side).filteredOn(one -> one.meeting() == Meeting.ALONE).hasSize(2000);
    }
  }

  @Test
  void areTheSameForTheSameSeedAndOthersForAnother() {
    assertThat(TwoSides.generate(1, 5000, 2950, 50)).isEqualTo(BOTH);
    assertThat(TwoSides.generate(2, 5000, 2950, 50)).isNotEqualTo(BOTH);
  }

  @Test
  void aPairsRecordMeetsExactlyItsCounterpartAndAnAmbiguousOneTwo() {
    Map<String, Set<String>> crm = identitiesByKey(BOTH.crm());
    Map<String, Long> crmRecords = recordsByKey(BOTH.crm());
    for (Side side : BOTH.erp()) {
      List<String> keys = keys(side).toList();
      Set<String> met =
          keys.stream()
              .flatMap(key -> crm.getOrDefault(key, Set.of()).stream())
              .collect(Collectors.toSet());
      switch (side.meeting()) {
        case ALONE -> assertThat(met).isEmpty();
        case AMBIGUOUS -> {
          assertThat(met).containsExactly(side.identity());
          assertThat(keys).allMatch(key -> crmRecords.get(key) == 2);
        }
        default -> assertThat(met).containsExactly(side.identity());
      }
    }
    Map<String, Long> erpRecords = recordsByKey(BOTH.erp());
    assertThat(BOTH.erp())
        .filteredOn(side -> side.meeting() != Meeting.AMBIGUOUS)
        .allSatisfy(side -> assertThat(keys(side)).allMatch(key -> erpRecords.get(key) == 1));
    assertThat(BOTH.erp())
        .filteredOn(side -> side.meeting() == Meeting.AMBIGUOUS)
        .allSatisfy(side -> assertThat(keys(side)).allMatch(key -> erpRecords.get(key) == 2));
  }

  @Test
  void noKeyIsWrittenAlikeOnBothSidesOfAPair() {
    Map<String, Side> crm =
        BOTH.crm().stream()
            .filter(side -> side.identity().startsWith("pair-"))
            .collect(Collectors.toMap(Side::identity, Function.identity()));
    for (Side erp : BOTH.erp()) {
      Side other = crm.get(erp.identity());
      if (other != null && erp.customer().email() != null) {
        assertThat(erp.customer().email()).isNotEqualTo(other.customer().email());
      }
      if (other != null && erp.customer().taxpayerId() != null) {
        assertThat(erp.customer().taxpayerId()).isNotEqualTo(other.customer().taxpayerId());
      }
    }
  }

  @Test
  void namesakesAreOfOtherIdentities() {
    Map<String, List<Side>> byName =
        Stream.concat(BOTH.erp().stream(), BOTH.crm().stream())
            .collect(groupingBy(side -> side.customer().name()));
    assertThat(byName.values())
        .filteredOn(sides -> sides.stream().map(Side::identity).distinct().count() > 1)
        .hasSizeBetween(100, 200);
  }

  @Test
  void someThatAreAloneHaveNoKeyAtAll() {
    assertThat(BOTH.erp())
        .filteredOn(side -> keys(side).findAny().isEmpty())
        .hasSize(50)
        .allMatch(side -> side.meeting() == Meeting.ALONE);
  }

  @Test
  void everythingFitsIntoTheErpsColumns() {
    assertThat(BOTH.erp())
        .extracting(Side::customer)
        .allSatisfy(
            customer -> {
              assertThat(customer.name().length()).isLessThanOrEqualTo(40);
              assertThat("" + customer.taxpayerId()).hasSizeLessThanOrEqualTo(20);
              assertThat(customer.address().city()).hasSizeLessThanOrEqualTo(25);
            });
    assertThat(BOTH.erp())
        .extracting(side -> side.customer().accountNumber())
        .doesNotHaveDuplicates()
        .startsWith("100001", "100002");
  }

  @Test
  void sizesThatCannotBeAreRefused() {
    assertThatThrownBy(() -> TwoSides.generate(1, 10, 8, 4)).hasMessageContaining("8 pairs");
    assertThatThrownBy(() -> TwoSides.generate(1, 10, 2, 3)).hasMessageContaining("even");
  }

  @Test
  void smallSidesWorkAsWell() {
    TwoSides small = TwoSides.generate(3, 20, 12, 4);
    assertThat(small.erp()).hasSize(20);
    assertThat(small.crm()).hasSize(20);
    assertThat(TwoSides.generate(3, 4, 0, 0).crm()).hasSize(4);
  }

  private static Map<String, Set<String>> identitiesByKey(List<Side> sides) {
    Map<String, Set<String>> all = new java.util.HashMap<>();
    sides.forEach(
        side ->
            keys(side)
                .forEach(
                    key -> all.computeIfAbsent(key, k -> new HashSet<>()).add(side.identity())));
    return all;
  }

  private static Map<String, Long> recordsByKey(List<Side> sides) {
    return sides.stream()
        .flatMap(TwoSidesTest::keys)
        .collect(groupingBy(Function.identity(), counting()));
  }

  private static Stream<String> keys(Side side) {
    return Stream.of(side.customer().email(), side.customer().taxpayerId())
        .filter(java.util.Objects::nonNull)
        .map(key -> key.toLowerCase(Locale.ROOT).replaceAll("\\s", ""));
  }
}
