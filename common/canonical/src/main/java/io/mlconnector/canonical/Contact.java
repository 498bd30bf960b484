package io.mlconnector.canonical;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A person at a customer or vendor; schema {@code contact.v1.json}.
 *
 * @param createdAt null where the source does not say, or nobody needs it
 */
public record Contact(
    String key,
    String name,
    String firstName,
    String lastName,
    String status,
    String email,
    String phone,
    String mobile,
    String jobTitle,
    String customerKey,
    String vendorKey,
    Instant createdAt,
    Map<String, Object> custom,
    List<Gap> gaps)
    implements CanonicalRecord {

  public static final String ENTITY = "contact";

  public Contact {
    custom = custom == null ? Map.of() : custom;
    gaps = gaps == null ? List.of() : List.copyOf(gaps);
  }

  @Override
  public String entity() {
    return ENTITY;
  }
}
