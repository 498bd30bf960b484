package io.mlconnector.sandbox;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanyTest {

  private final Company company = Company.generate(1, 2000, 5000);

  @Test
  void hasTheAskedSizes() {
    assertThat(company.customers()).hasSize(2000);
    assertThat(company.contacts()).hasSize(5000);
  }

  @Test
  void isTheSameForTheSameSeedAndAnotherForAnother() {
    assertThat(Company.generate(1, 2000, 5000)).isEqualTo(company);
    assertThat(Company.generate(2, 2000, 5000)).isNotEqualTo(company);
  }

  @Test
  void keysAndAccountNumbersAreUnique() {
    assertThat(company.customers()).extracting(Customer::partyNumber).doesNotHaveDuplicates();
    assertThat(company.customers()).extracting(Customer::partyId).doesNotHaveDuplicates();
    assertThat(company.customers()).extracting(Customer::accountNumber).doesNotHaveDuplicates();
    assertThat(company.contacts()).extracting(Contact::partyNumber).doesNotHaveDuplicates();
    Set<String> customers = new HashSet<>();
    company.customers().forEach(customer -> customers.add(customer.partyNumber()));
    assertThat(company.contacts()).allMatch(contact -> customers.contains(contact.customer()));
    assertThat(company.contacts()).noneMatch(contact -> customers.contains(contact.partyNumber()));
  }

  @ParameterizedTest
  @CsvSource({"1,2000,5000", "7,40,100", "3,20,40"})
  void exactlyTwoCustomersShareAName(long seed, int customers, int contacts) {
    Company other = Company.generate(seed, customers, contacts);

    assertThat(repeated(other.customers(), customer -> customer.name().toLowerCase()))
        .hasSize(1)
        .allSatisfy((name, count) -> assertThat(count).isEqualTo(2));
  }

  @ParameterizedTest
  @CsvSource({"1,2000,5000", "7,40,100", "3,20,40"})
  void emailsAreUniqueButForTheNamedCases(long seed, int customers, int contacts) {
    Company other = Company.generate(seed, customers, contacts);

    Map<String, Long> shared = repeated(other.contacts(), Contact::email);
    assertThat(shared).hasSize(4).allSatisfy((email, count) -> assertThat(count).isEqualTo(2));
    assertThat(repeated(other.customers(), Customer::email)).isEmpty();
    Set<String> people = new HashSet<>();
    other.contacts().forEach(contact -> people.add(contact.email()));
    assertThat(other.customers())
        .filteredOn(customer -> customer.email() != null && people.contains(customer.email()))
        .hasSize(1);
    assertThat(other.contacts())
        .filteredOn(contact -> Company.AGENT_EMAIL.equals(contact.email()))
        .hasSize(1);
  }

  @Test
  void someHaveNoEmailAndAHandfulIsInactive() {
    assertThat(company.customers())
        .filteredOn(customer -> customer.email() == null)
        .hasSizeBetween(60, 300);
    assertThat(company.contacts())
        .filteredOn(contact -> contact.email() == null)
        .hasSizeBetween(100, 600);
    assertThat(company.customers()).filteredOn(customer -> !customer.active()).hasSizeBetween(3, 9);
  }

  @Test
  void oneCustomerHasAnIdOfEighteenDigits() {
    assertThat(company.customers())
        .filteredOn(customer -> customer.partyId().length() == 18)
        .singleElement()
        .satisfies(
            customer ->
                assertThat((long) (double) Long.parseLong(customer.partyId()))
                    .as("a double cannot hold it")
                    .isNotEqualTo(Long.parseLong(customer.partyId())));
  }

  @Test
  void addressesNameTheirCountryAndEmailsAreNobodys() {
    assertThat(company.customers())
        .allMatch(customer -> customer.address().country().matches("[A-Z]{2}"))
        .extracting(customer -> customer.address().country())
        .contains("DE", "FR", "GB", "US", "JP");
    assertThat(company.contacts())
        .filteredOn(contact -> contact.email() != null)
        .allMatch(
            contact -> contact.email().matches("[a-z0-9.-]+@[a-z0-9-]+(\\.[a-z0-9-]+)*\\.example"));
  }

  @Test
  void aCompanyTooSmallForItsOdditiesIsRefused() {
    assertThatThrownBy(() -> Company.generate(1, 19, 40))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20 customers");
  }

  private static <T> Map<String, Long> repeated(List<T> all, Function<T, String> text) {
    Map<String, Long> counts =
        all.stream()
            .map(text)
            .filter(Objects::nonNull)
            .collect(groupingBy(each -> each, counting()));
    counts.values().removeIf(count -> count == 1);
    return counts;
  }
}
