package io.mlconnector.canonical;

import java.util.List;
import java.util.Map;

/**
 * A company that we buy from; schema {@code vendor.v1.json}.
 *
 * @param type what the source takes the company for, in its words
 * @param holdCode why payments to the vendor are held, in the source's code; null when they are not
 * @param parentKey key of the vendor that this one belongs to
 * @param sites from where it delivers, and where it is paid
 */
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
    String type,
    String industry,
    String holdCode,
    String alternateName,
    String parentKey,
    String parentName,
    List<NamedAddress> addresses,
    List<Site> sites,
    Map<String, Object> custom,
    List<Gap> gaps)
    implements CanonicalRecord {

  public static final String ENTITY = "vendor";

  public Vendor {
    addresses = addresses == null ? List.of() : List.copyOf(addresses);
    sites = sites == null ? List.of() : List.copyOf(sites);
    custom = custom == null ? Map.of() : custom;
    gaps = gaps == null ? List.of() : List.copyOf(gaps);
  }

  /** A place of the vendor's for one business unit. */
  public record Site(
      String key,
      String name,
      String businessUnit,
      String addressName,
      String status,
      String email) {}

  /** One of several addresses; in parts, or as one text, as the source tells it. */
  public record NamedAddress(
      String key, String name, String formatted, Address address, String status) {}

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
    private String accountNumber;
    private String status;
    private String email;
    private String phone;
    private String website;
    private Address address;
    private String paymentTerms;
    private String currency;
    private String taxId;
    private String category;
    private String type;
    private String industry;
    private String holdCode;
    private String alternateName;
    private String parentKey;
    private String parentName;
    private List<NamedAddress> addresses;
    private List<Site> sites;
    private Map<String, Object> custom;
    private List<Gap> gaps;

    private Builder(String key) {
      this.key = key;
    }

    public Builder name(String name) {
      this.name = name;
      return this;
    }

    public Builder accountNumber(String accountNumber) {
      this.accountNumber = accountNumber;
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

    public Builder website(String website) {
      this.website = website;
      return this;
    }

    public Builder address(Address address) {
      this.address = address;
      return this;
    }

    public Builder paymentTerms(String paymentTerms) {
      this.paymentTerms = paymentTerms;
      return this;
    }

    public Builder currency(String currency) {
      this.currency = currency;
      return this;
    }

    public Builder taxId(String taxId) {
      this.taxId = taxId;
      return this;
    }

    public Builder category(String category) {
      this.category = category;
      return this;
    }

    public Builder type(String type) {
      this.type = type;
      return this;
    }

    public Builder industry(String industry) {
      this.industry = industry;
      return this;
    }

    public Builder holdCode(String holdCode) {
      this.holdCode = holdCode;
      return this;
    }

    public Builder alternateName(String alternateName) {
      this.alternateName = alternateName;
      return this;
    }

    public Builder parentKey(String parentKey) {
      this.parentKey = parentKey;
      return this;
    }

    public Builder parentName(String parentName) {
      this.parentName = parentName;
      return this;
    }

    public Builder addresses(List<NamedAddress> addresses) {
      this.addresses = addresses;
      return this;
    }

    public Builder sites(List<Site> sites) {
      this.sites = sites;
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

    public Vendor build() {
      return new Vendor(
          key,
          name,
          accountNumber,
          status,
          email,
          phone,
          website,
          address,
          paymentTerms,
          currency,
          taxId,
          category,
          type,
          industry,
          holdCode,
          alternateName,
          parentKey,
          parentName,
          addresses,
          sites,
          custom,
          gaps);
    }
  }
}
