package io.mlconnector.canonical;

import java.math.BigDecimal;
import java.time.Instant;

/** A line of an {@link Invoice}. */
public record InvoiceLine(
    String key,
    Integer number,
    String type,
    String description,
    Money amount,
    Money accountedAmount,
    BigDecimal quantity,
    String unit,
    Money unitPrice,
    String item,
    String purchaseOrderNumber,
    String account,
    String costCenter,
    String taxCode,
    Instant updatedAt) {
  /** Begins one, with nothing else known of it yet. */
  public static Builder builder(String key) {
    return new Builder(key);
  }

  /** Gathers what a source says; what it does not say stays null. */
  public static final class Builder {
    private final String key;
    private Integer number;
    private String type;
    private String description;
    private Money amount;
    private Money accountedAmount;
    private BigDecimal quantity;
    private String unit;
    private Money unitPrice;
    private String item;
    private String purchaseOrderNumber;
    private String account;
    private String costCenter;
    private String taxCode;
    private Instant updatedAt;

    private Builder(String key) {
      this.key = key;
    }

    public Builder number(Integer number) {
      this.number = number;
      return this;
    }

    public Builder type(String type) {
      this.type = type;
      return this;
    }

    public Builder description(String description) {
      this.description = description;
      return this;
    }

    public Builder amount(Money amount) {
      this.amount = amount;
      return this;
    }

    public Builder accountedAmount(Money accountedAmount) {
      this.accountedAmount = accountedAmount;
      return this;
    }

    public Builder quantity(BigDecimal quantity) {
      this.quantity = quantity;
      return this;
    }

    public Builder unit(String unit) {
      this.unit = unit;
      return this;
    }

    public Builder unitPrice(Money unitPrice) {
      this.unitPrice = unitPrice;
      return this;
    }

    public Builder item(String item) {
      this.item = item;
      return this;
    }

    public Builder purchaseOrderNumber(String purchaseOrderNumber) {
      this.purchaseOrderNumber = purchaseOrderNumber;
      return this;
    }

    public Builder account(String account) {
      this.account = account;
      return this;
    }

    public Builder costCenter(String costCenter) {
      this.costCenter = costCenter;
      return this;
    }

    public Builder taxCode(String taxCode) {
      this.taxCode = taxCode;
      return this;
    }

    public Builder updatedAt(Instant updatedAt) {
      this.updatedAt = updatedAt;
      return this;
    }

    public InvoiceLine build() {
      return new InvoiceLine(
          key,
          number,
          type,
          description,
          amount,
          accountedAmount,
          quantity,
          unit,
          unitPrice,
          item,
          purchaseOrderNumber,
          account,
          costCenter,
          taxCode,
          updatedAt);
    }
  }
}
