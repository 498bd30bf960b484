package io.mlconnector.canonical;

import java.util.List;
import java.util.Map;

/** A company that we buy from; schema {@code vendor.v1.json}. */
public record Vendor(
    String key,
    String name,
    String accountNumber,
    String status,
    String email,
    String phone,
    String website,
    Address address,
    String paymentTerms,
    String currency,
    String taxId,
    String category,
    Map<String, Object> custom,
    List<Gap> gaps)
    implements CanonicalRecord {

  public static final String ENTITY = "vendor";

  public Vendor {
    custom = custom == null ? Map.of() : custom;
    gaps = gaps == null ? List.of() : List.copyOf(gaps);
  }

  @Override
  public String entity() {
    return ENTITY;
  }
}
