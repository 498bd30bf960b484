package io.mlconnector.canonical;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A person at a customer or vendor; schema {@code contact.v1.json}.
 *
 * @param createdAt null where the source does not say, or nobody needs it
 * @param updatedAt when the source changed it last, as seen with the last change that counts; null
 *     as for {@code createdAt}
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
    Instant updatedAt,
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

  /** Begins a record of that key, with nothing else known of it yet. */
  public static Builder builder(String key) {
    return new Builder(key);
  }

  /** Gathers what a source says; what it does not say stays null. */
  public static final class Builder {
    private final String key;
    private String name;
    private String firstName;
    private String lastName;
    private String status;
    private String email;
    private String phone;
    private String mobile;
    private String jobTitle;
    private String customerKey;
    private String vendorKey;
    private Instant createdAt;
    private Instant updatedAt;
    private Map<String, Object> custom;
    private List<Gap> gaps;

    private Builder(String key) {
      this.key = key;
    }

    public Builder name(String name) {
      this.name = name;
      return this;
    }

    public Builder firstName(String firstName) {
      this.firstName = firstName;
      return this;
    }

    public Builder lastName(String lastName) {
      this.lastName = lastName;
      return this;
    }

    public Builder status(String status) {
      this.status = status;
      return this;
    }

    public Builder email(String email) {
      this.email = email;
      return this;
    }

    public Builder phone(String phone) {
      this.phone = phone;
      return this;
    }

    public Builder mobile(String mobile) {
      this.mobile = mobile;
      return this;
    }

    public Builder jobTitle(String jobTitle) {
      this.jobTitle = jobTitle;
      return this;
    }

    public Builder customerKey(String customerKey) {
      this.customerKey = customerKey;
      return this;
    }

    public Builder vendorKey(String vendorKey) {
      this.vendorKey = vendorKey;
      return this;
    }

    public Builder createdAt(Instant createdAt) {
      this.createdAt = createdAt;
      return this;
    }

    public Builder updatedAt(Instant updatedAt) {
      this.updatedAt = updatedAt;
      return this;
    }

    public Builder custom(Map<String, Object> custom) {
      this.custom = custom;
      return this;
    }

    public Builder gaps(List<Gap> gaps) {
      this.gaps = gaps;
      return this;
    }

    public Contact build() {
      return new Contact(
          key,
          name,
          firstName,
          lastName,
          status,
          email,
          phone,
          mobile,
          jobTitle,
          customerKey,
          vendorKey,
          createdAt,
          updatedAt,
          custom,
          gaps);
    }
  }
}
