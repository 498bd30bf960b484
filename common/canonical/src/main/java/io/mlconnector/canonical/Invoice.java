package io.mlconnector.canonical;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What a vendor wants from us, or we want from a customer; schema {@code invoice.v1.json}. */
public record Invoice(
    String key,
    String kind,
    String number,
    String description,
    String type,
    String status,
    String approvalStatus,
    String paymentStatus,
    String vendorKey,
    String vendorNumber,
    String vendorName,
    String vendorSite,
    String customerKey,
    String customerNumber,
    String customerName,
    String customerSite,
    String businessUnit,
    String legalEntity,
    String ledger,
    String currency,
    Money amount,
    Money paid,
    Money balance,
    LocalDate invoiceDate,
    LocalDate accountingDate,
    LocalDate dueDate,
    String paymentTerms,
    String paymentMethod,
    String purchaseOrderNumber,
    String source,
    Instant createdAt,
    Instant updatedAt,
    List<InvoiceLine> lines,
    List<Installment> installments,
    Map<String, Object> custom,
    List<Gap> gaps)
    implements CanonicalRecord {

  public static final String ENTITY = "invoice";

  public Invoice {
    lines = lines == null ? List.of() : List.copyOf(lines);
    installments = installments == null ? List.of() : List.copyOf(installments);
    gaps = gaps == null ? List.of() : List.copyOf(gaps);
    custom = custom == null ? Map.of() : custom;
  }

  /** When how much of an invoice is due. */
  public record Installment(
      Integer number,
      LocalDate dueDate,
      Money amount,
      Money unpaid,
      String paymentMethod,
      Boolean onHold) {}

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
    private String description;
    private String type;
    private String status;
    private String approvalStatus;
    private String paymentStatus;
    private String vendorKey;
    private String vendorNumber;
    private String vendorName;
    private String vendorSite;
    private String customerKey;
    private String customerNumber;
    private String customerName;
    private String customerSite;
    private String businessUnit;
    private String legalEntity;
    private String ledger;
    private String currency;
    private Money amount;
    private Money paid;
    private Money balance;
    private LocalDate invoiceDate;
    private LocalDate accountingDate;
    private LocalDate dueDate;
    private String paymentTerms;
    private String paymentMethod;
    private String purchaseOrderNumber;
    private String source;
    private Instant createdAt;
    private Instant updatedAt;
    private List<InvoiceLine> lines;
    private List<Installment> installments;
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

    public Builder description(String description) {
      this.description = description;
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

    public Builder approvalStatus(String approvalStatus) {
      this.approvalStatus = approvalStatus;
      return this;
    }

    public Builder paymentStatus(String paymentStatus) {
      this.paymentStatus = paymentStatus;
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

    public Builder customerKey(String customerKey) {
      this.customerKey = customerKey;
      return this;
    }

    public Builder customerNumber(String customerNumber) {
      this.customerNumber = customerNumber;
      return this;
    }

    public Builder customerName(String customerName) {
      this.customerName = customerName;
      return this;
    }

    public Builder customerSite(String customerSite) {
      this.customerSite = customerSite;
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

    public Builder ledger(String ledger) {
      this.ledger = ledger;
      return this;
    }

    public Builder currency(String currency) {
      this.currency = currency;
      return this;
    }

    public Builder amount(Money amount) {
      this.amount = amount;
      return this;
    }

    public Builder paid(Money paid) {
      this.paid = paid;
      return this;
    }

    public Builder balance(Money balance) {
      this.balance = balance;
      return this;
    }

    public Builder invoiceDate(LocalDate invoiceDate) {
      this.invoiceDate = invoiceDate;
      return this;
    }

    public Builder accountingDate(LocalDate accountingDate) {
      this.accountingDate = accountingDate;
      return this;
    }

    public Builder dueDate(LocalDate dueDate) {
      this.dueDate = dueDate;
      return this;
    }

    public Builder paymentTerms(String paymentTerms) {
      this.paymentTerms = paymentTerms;
      return this;
    }

    public Builder paymentMethod(String paymentMethod) {
      this.paymentMethod = paymentMethod;
      return this;
    }

    public Builder purchaseOrderNumber(String purchaseOrderNumber) {
      this.purchaseOrderNumber = purchaseOrderNumber;
      return this;
    }

    public Builder source(String source) {
      this.source = source;
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

    public Builder lines(List<InvoiceLine> lines) {
      this.lines = lines;
      return this;
    }

    public Builder installments(List<Installment> installments) {
      this.installments = installments;
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

    public Invoice build() {
      return new Invoice(
          key,
          kind,
          number,
          description,
          type,
          status,
          approvalStatus,
          paymentStatus,
          vendorKey,
          vendorNumber,
          vendorName,
          vendorSite,
          customerKey,
          customerNumber,
          customerName,
          customerSite,
          businessUnit,
          legalEntity,
          ledger,
          currency,
          amount,
          paid,
          balance,
          invoiceDate,
          accountingDate,
          dueDate,
          paymentTerms,
          paymentMethod,
          purchaseOrderNumber,
          source,
          createdAt,
          updatedAt,
          lines,
          installments,
          custom,
          gaps);
    }
  }
}
