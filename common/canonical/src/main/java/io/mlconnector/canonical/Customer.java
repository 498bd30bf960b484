package io.mlconnector.canonical;

import java.util.List;
import java.util.Map;

/**
 * A company that buys from us; schema {@code customer.v1.json}.
 *
 * @param type what the source takes the company for, such as customer or prospect, in its words
 * @param holdCode why orders of the customer are held, in the source's code; null when they are not
 * @param creditMessage the source's code for what its credit people want to be known
 */
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
    OpenOrders openOrders,
    String taxId,
    String category,
    String type,
    String industry,
    String holdCode,
    String creditMessage,
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
    private Address billingAddress;
    private String paymentTerms;
    private Money creditLimit;
    private Receivables receivables;
    private OpenOrders openOrders;
    private String taxId;
    private String category;
    private String type;
    private String industry;
    private String holdCode;
    private String creditMessage;
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

    public Builder billingAddress(Address billingAddress) {
      this.billingAddress = billingAddress;
      return this;
    }

    public Builder paymentTerms(String paymentTerms) {
      this.paymentTerms = paymentTerms;
      return this;
    }

    public Builder creditLimit(Money creditLimit) {
      this.creditLimit = creditLimit;
      return this;
    }

    public Builder receivables(Receivables receivables) {
      this.receivables = receivables;
      return this;
    }

    public Builder openOrders(OpenOrders openOrders) {
      this.openOrders = openOrders;
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

    public Builder creditMessage(String creditMessage) {
      this.creditMessage = creditMessage;
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

    public Customer build() {
      return new Customer(
          key,
          name,
          accountNumber,
          status,
          email,
          phone,
          website,
          billingAddress,
          paymentTerms,
          creditLimit,
          receivables,
          openOrders,
          taxId,
          category,
          type,
          industry,
          holdCode,
          creditMessage,
          custom,
          gaps);
    }
  }
}
