package io.mlconnector.sandbox;

import java.math.BigDecimal;

/**
 * A customer of the seeded company, as a person would know it.
 *
 * @param partyId the ERP's internal id, digits (15 of them, for one customer 18)
 * @param partyNumber the public record key
 * @param accountNumber the receivables account number
 * @param email the customer's own address, or null
 * @param creditLimit null when none was agreed
 * @param category such as KEY_ACCOUNT
 */
public record Customer(
    String partyId,
    String partyNumber,
    String accountId,
    String accountNumber,
    String name,
    String email,
    String phone,
    String website,
    Address address,
    boolean active,
    BigDecimal creditLimit,
    String currency,
    String paymentTerms,
    String taxpayerId,
    String category,
    String description) {

  /** A postal address; {@code country} is the two-letter ISO code, {@code state} may be null. */
  public record Address(
      String line1, String line2, String city, String state, String postalCode, String country) {}
}
