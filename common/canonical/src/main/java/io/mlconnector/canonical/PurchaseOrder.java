package io.mlconnector.canonical;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What was ordered from a vendor; schema {@code purchase-order.v1.json}. */
public record PurchaseOrder(
    String key,
    String number,
    String description,
    String status,
    String vendorKey,
    String vendorNumber,
    String vendorName,
    String vendorSite,
    String buyer,
    String businessUnit,
    String legalEntity,
    String currency,
    Money ordered,
    Money total,
    LocalDate orderedOn,
    String paymentTerms,
    String revision,
    String fundsStatus,
    Boolean frozen,
    Instant createdAt,
    Instant updatedAt,
    List<PurchaseOrderLine> lines,
    Map<String, Object> custom,
    List<Gap> gaps)
    implements CanonicalRecord {

  public static final String ENTITY = "purchase-order";

  public PurchaseOrder {
    lines = lines == null ? List.of() : List.copyOf(lines);
    gaps = gaps == null ? List.of() : List.copyOf(gaps);
    custom = custom == null ? Map.of() : custom;
  }

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
    private String number;
    private String description;
    private String status;
    private String vendorKey;
    private String vendorNumber;
    private String vendorName;
    private String vendorSite;
    private String buyer;
    private String businessUnit;
    private String legalEntity;
    private String currency;
    private Money ordered;
    private Money total;
    private LocalDate orderedOn;
    private String paymentTerms;
    private String revision;
    private String fundsStatus;
    private Boolean frozen;
    private Instant createdAt;
    private Instant updatedAt;
    private List<PurchaseOrderLine> lines;
    private Map<String, Object> custom;
    private List<Gap> gaps;

    private Builder(String key) {
      this.key = key;
    }

    public Builder number(String number) {
      this.number = number;
      return this;
    }

    public Builder description(String description) {
      this.description = description;
      return this;
    }

    public Builder status(String status) {
      this.status = status;
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

    public Builder buyer(String buyer) {
      this.buyer = buyer;
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

    public Builder currency(String currency) {
      this.currency = currency;
      return this;
    }

    public Builder ordered(Money ordered) {
      this.ordered = ordered;
      return this;
    }

    public Builder total(Money total) {
      this.total = total;
      return this;
    }

    public Builder orderedOn(LocalDate orderedOn) {
      this.orderedOn = orderedOn;
      return this;
    }

    public Builder paymentTerms(String paymentTerms) {
      this.paymentTerms = paymentTerms;
      return this;
    }

    public Builder revision(String revision) {
      this.revision = revision;
      return this;
    }

    public Builder fundsStatus(String fundsStatus) {
      this.fundsStatus = fundsStatus;
      return this;
    }

    public Builder frozen(Boolean frozen) {
      this.frozen = frozen;
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

    public Builder lines(List<PurchaseOrderLine> lines) {
      this.lines = lines;
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

    public PurchaseOrder build() {
      return new PurchaseOrder(
          key,
          number,
          description,
          status,
          vendorKey,
          vendorNumber,
          vendorName,
          vendorSite,
          buyer,
          businessUnit,
          legalEntity,
          currency,
          ordered,
          total,
          orderedOn,
          paymentTerms,
          revision,
          fundsStatus,
          frozen,
          createdAt,
          updatedAt,
          lines,
          custom,
          gaps);
    }
  }
}
