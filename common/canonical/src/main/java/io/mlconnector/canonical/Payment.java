package io.mlconnector.canonical;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What was paid at once, and for which invoices; schema {@code payment.v1.json}. */
public record Payment(
    String key,
    String kind,
    String number,
    String reference,
    String type,
    String status,
    String method,
    Money amount,
    LocalDate paidOn,
    LocalDate accountingDate,
    String vendorKey,
    String vendorNumber,
    String vendorName,
    String vendorSite,
    String businessUnit,
    String legalEntity,
    String bankAccount,
    Boolean reconciled,
    Instant createdAt,
    Instant updatedAt,
    List<PaidInvoice> invoices,
    Map<String, Object> custom,
    List<Gap> gaps)
    implements CanonicalRecord {

  public static final String ENTITY = "payment";

  public Payment {
    invoices = invoices == null ? List.of() : List.copyOf(invoices);
    gaps = gaps == null ? List.of() : List.copyOf(gaps);
    custom = custom == null ? Map.of() : custom;
  }

  /** What of a payment is for one invoice. */
  public record PaidInvoice(
      String key, String invoiceKey, String invoiceNumber, Money amount, Money discount) {}

  @Override
  public String entity() {
    return ENTITY;
  }

  /** Begins one, with nothing else known of it yet. */
  public static Builder builder(String key) {
    return new Builder(key);
  }

  /** Gathers what a source says; what it does not say stays null. */
  public static final class Builder {
    private final String key;
    private String kind;
    private String number;
    private String reference;
    private String type;
    private String status;
    private String method;
    private Money amount;
    private LocalDate paidOn;
    private LocalDate accountingDate;
    private String vendorKey;
    private String vendorNumber;
    private String vendorName;
    private String vendorSite;
    private String businessUnit;
    private String legalEntity;
    private String bankAccount;
    private Boolean reconciled;
    private Instant createdAt;
    private Instant updatedAt;
    private List<PaidInvoice> invoices;
    private Map<String, Object> custom;
    private List<Gap> gaps;

    private Builder(String key) {
      this.key = key;
    }

    public Builder kind(String kind) {
      this.kind = kind;
      return this;
    }

    public Builder number(String number) {
      this.number = number;
      return this;
    }

    public Builder reference(String reference) {
      this.reference = reference;
      return this;
    }

    public Builder type(String type) {
      this.type = type;
      return this;
    }

    public Builder status(String status) {
      this.status = status;
      return this;
    }

    public Builder method(String method) {
      this.method = method;
      return this;
    }

    public Builder amount(Money amount) {
      this.amount = amount;
      return this;
    }

    public Builder paidOn(LocalDate paidOn) {
      this.paidOn = paidOn;
      return this;
    }

    public Builder accountingDate(LocalDate accountingDate) {
      this.accountingDate = accountingDate;
      return this;
    }

    public Builder vendorKey(String vendorKey) {
      this.vendorKey = vendorKey;
      return this;
    }

    public Builder vendorNumber(String vendorNumber) {
      this.vendorNumber = vendorNumber;
      return this;
    }

    public Builder vendorName(String vendorName) {
      this.vendorName = vendorName;
      return this;
    }

    public Builder vendorSite(String vendorSite) {
      this.vendorSite = vendorSite;
      return this;
    }

    public Builder businessUnit(String businessUnit) {
      this.businessUnit = businessUnit;
      return this;
    }

    public Builder legalEntity(String legalEntity) {
      this.legalEntity = legalEntity;
      return this;
    }

    public Builder bankAccount(String bankAccount) {
      this.bankAccount = bankAccount;
      return this;
    }

    public Builder reconciled(Boolean reconciled) {
      this.reconciled = reconciled;
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

    public Builder invoices(List<PaidInvoice> invoices) {
      this.invoices = invoices;
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

    public Payment build() {
      return new Payment(
          key,
          kind,
          number,
          reference,
          type,
          status,
          method,
          amount,
          paidOn,
          accountingDate,
          vendorKey,
          vendorNumber,
          vendorName,
          vendorSite,
          businessUnit,
          legalEntity,
          bankAccount,
          reconciled,
          createdAt,
          updatedAt,
          invoices,
          custom,
          gaps);
    }
  }
}
