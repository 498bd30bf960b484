package io.mlconnector.canonical;

import java.util.List;
import java.util.Map;

/** A company that buys from us; schema {@code customer.v1.json}. */
public record Customer(
    String key,
    String name,
    String accountNumber,
    String status,
    String email,
    String phone,
    String website,
    Address billingAddress,
    String paymentTerms,
    Money creditLimit,
    Receivables receivables,
    String taxId,
    String category,
    Map<String, Object> custom,
    List<Gap> gaps)
    implements CanonicalRecord {

  public static final String ENTITY = "customer";

  public Customer {
    custom = custom == null ? Map.of() : custom;
    gaps = gaps == null ? List.of() : List.copyOf(gaps);
  }

  @Override
  public String entity() {
    return ENTITY;
  }
}
