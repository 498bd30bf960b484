package io.mlconnector.jdedwards;

import static io.mlconnector.jdedwards.Rows.book;
import static io.mlconnector.jdedwards.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.canonical.Contact;
import io.mlconnector.canonical.Customer;
import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.Vendor;
import io.mlconnector.spi.Untranslatable;
import io.mlconnector.testkit.FakeConnection;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Padded rows of several tables become one record in everybody's terms. */
class TranslationTest {

  private final FakeConnection connection = Offline.connection().with("companies", "00001");

  private Customer customer(Entry entry) {
    return (Customer) new Customers().translate(connection, entry, connection.now).get(0);
  }

  @Test
  void aCustomerIsWhatFiveTablesSayWithoutTheirPadding() {
    Entry entry =
        new Entry(
            book("TAX", " DE 123 ", "CM", "1 ", "AC01", "010", "SIC", " ", "UPMJ", "20260228"),
            List.of(
                row("F03012", "AN8", 4242, "CO", "00050", "ACL", 1, "TRAR", "X"),
                row(
                    "F03012", "AN8", 4242, "CO", "00001", "ACL", 5000, "TRAR", "N30", "CRCD", "EUR",
                    "HOLD", "C1")),
            List.of(
                row("F0115", "AN8", 4242, "CNLN", 1, "PHTP", "FAX ", "AR1", "49", "PH1", "99"),
                row("F0115", "AN8", 4242, "CNLN", 2, "PHTP", " ", "AR1", "49   ", "PH1", "30 1 ")),
            List.of(
                row("F01151", "AN8", 4242, "ETP", "I", "EMAL", "acme.example"),
                row("F01151", "AN8", 4242, "ETP", "E", "EHIER", 2, "EMAL", "second@acme.example"),
                row("F01151", "AN8", 4242, "ETP", "E", "EHIER", 1, "EMAL", "First@Acme.example ")),
            List.of(
                row("F0116", "AN8", 4242, "EFTB", "20270101", "CTY1", "Tomorrowville"),
                row("F0116", "AN8", 4242, "EFTB", "20250101", "CTY1", "Berlin ", "CTR", "DE "),
                row("F0116", "AN8", 4242, "EFTB", "20200101", "CTY1", "Bonn")));

    Customer customer = customer(entry);

    assertThat(customer.key()).isEqualTo("4242");
    assertThat(customer.name()).isEqualTo("Acme Ltd");
    assertThat(customer.taxId()).isEqualTo("DE 123");
    assertThat(customer.email()).isEqualTo("First@Acme.example");
    assertThat(customer.website()).isEqualTo("acme.example");
    assertThat(customer.phone()).isEqualTo("49 30 1");
    assertThat(customer.paymentTerms()).isEqualTo("N30");
    assertThat(customer.creditLimit().amount()).isEqualByComparingTo("5000");
    assertThat(customer.creditLimit().currency()).isEqualTo("EUR");
    assertThat(customer.holdCode()).isEqualTo("C1");
    assertThat(customer.status()).isEqualTo("on-hold");
    assertThat(customer.creditMessage()).isEqualTo("1");
    assertThat(customer.category()).isEqualTo("010");
    assertThat(customer.industry()).isNull();
    assertThat(customer.type()).isEqualTo("C");
    assertThat(customer.billingAddress().city()).as("not the future one").isEqualTo("Berlin");
    assertThat(customer.billingAddress().country()).isEqualTo("DE");
    assertThat(customer.gaps()).isEmpty();
  }

  @Test
  void withSeveralCompaniesEachHasItsOwnCreditLimit() {
    connection.with("companies", "00001,00050");
    Entry entry =
        Rows.entry(
            book(),
            List.of(
                row("F03012", "AN8", 4242, "CO", "00001", "ACL", 5000),
                row("F03012", "AN8", 4242, "CO", "00050", "ACL", 700, "TRAR", "N10")));

    Customer customer = customer(entry);

    assertThat(customer.creditLimit()).isNull();
    assertThat(customer.custom())
        .containsEntry("F03012_00001_ACL", "5000")
        .containsEntry("F03012_00050_ACL", "700")
        .containsEntry("F03012_00050_TRAR", "N10");
    assertThat(customer.gaps()).extracting(Gap::field).contains("creditLimit");
  }

  @Test
  void aDateOfAWrongCenturyIsQuarantinedInEveryTable() {
    Entry old = Rows.entry(book("UPMJ", "19260228"), List.of());
    Entry ahead =
        Rows.entry(book(), List.of(row("F03012", "AN8", 4242, "CO", "00001", "UPMJ", "20760228")));

    assertThatThrownBy(() -> customer(old))
        .isInstanceOf(Untranslatable.class)
        .hasMessageContaining("F0101.UPMJ")
        .hasMessageContaining("1926");
    assertThatThrownBy(() -> customer(ahead)).hasMessageContaining("F03012.UPMJ");
  }

  @Test
  void aStampOfTomorrowIsNoneOfAWrongCentury() {
    assertThat(customer(Rows.entry(book("UPMJ", "20260302"), List.of())).key()).isEqualTo("4242");
  }

  @Test
  void anEntryWithoutANameIsParkedByItsField() {
    Entry nameless = Rows.entry(row("F0101", "AN8", 1, "ALPH", "   "), List.of());

    assertThatThrownBy(() -> customer(nameless))
        .isInstanceOf(Untranslatable.class)
        .hasMessageContaining("F0101_ALPH");
  }

  @Test
  void aSupplierHasItsTermsFromF0401() {
    Entry entry =
        Rows.entry(book(), List.of(row("F0401", "AN8", 4242, "TRAP", "N60", "CRRP", "USD")));

    Vendor vendor = (Vendor) new Vendors().translate(connection, entry, connection.now).get(0);

    assertThat(vendor.paymentTerms()).isEqualTo("N60");
    assertThat(vendor.currency()).isEqualTo("USD");
    assertThat(vendor.status()).isEqualTo("active");
  }

  @Test
  void aPersonOfACustomerIsAContactAndAnEmployeesFamilyIsNone() {
    GridRow line =
        row("F0111", "AN8", 4242, "IDLN", 3, "MLNM", "Ada Byron ", "SRNM", "Byron", "ACTIN", "I");
    Person person = new Person(line, "C", List.of(), List.of());

    Contact contact = (Contact) new Contacts().translate(connection, person, connection.now).get(0);

    assertThat(contact.key()).isEqualTo("4242:3");
    assertThat(contact.customerKey()).isEqualTo("4242");
    assertThat(contact.vendorKey()).isNull();
    assertThat(contact.status()).isEqualTo("inactive");
    assertThat(contact.gaps()).extracting(Gap::field).containsExactly("email");
    Person other = new Person(line, "E", List.of(), List.of());
    assertThat(new Contacts().translate(connection, other, connection.now)).isEmpty();
  }

  @Test
  void furtherColumnsAreCarriedByTableAndName() {
    connection.with("customerColumns", "F0101.AC05,F03012.AC02");
    Entry entry =
        Rows.entry(
            book("AC05", "X  "),
            List.of(row("F03012", "AN8", 4242, "CO", "00001", "AC02", "Y", "ACL", 0)));

    Customer customer = customer(entry);

    assertThat(customer.custom())
        .containsEntry("F0101_AC05", "X")
        .containsEntry("F03012_AC02", "Y");
    assertThat(customer.creditLimit().amount()).isEqualByComparingTo(BigDecimal.ZERO);
  }
}
