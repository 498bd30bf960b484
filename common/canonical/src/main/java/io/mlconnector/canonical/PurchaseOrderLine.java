package io.mlconnector.canonical;

import java.math.BigDecimal;
import java.time.Instant;

/** A line of a {@link PurchaseOrder}. */
public record PurchaseOrderLine(
    String key,
    Integer number,
    String item,
    String description,
    String category,
    BigDecimal quantity,
    String unit,
    Money price,
    Money ordered,
    Money total,
    String status,
    Instant updatedAt) {
  /** Begins one, with nothing else known of it yet. */
  public static Builder builder(String key) {
    return new Builder(key);
  }

  /** Gathers what a source says; what it does not say stays null. */
  public static final class Builder {
    private final String key;
    private Integer number;
    private String item;
    private String description;
    private String category;
    private BigDecimal quantity;
    private String unit;
    private Money price;
    private Money ordered;
    private Money total;
    private String status;
    private Instant updatedAt;

    private Builder(String key) {
      this.key = key;
    }

    public Builder number(Integer number) {
      this.number = number;
      return this;
    }

    public Builder item(String item) {
      this.item = item;
      return this;
    }

    public Builder description(String description) {
      this.description = description;
      return this;
    }

    public Builder category(String category) {
      this.category = category;
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

    public Builder price(Money price) {
      this.price = price;
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

    public Builder status(String status) {
      this.status = status;
      return this;
    }

    public Builder updatedAt(Instant updatedAt) {
      this.updatedAt = updatedAt;
      return this;
    }

    public PurchaseOrderLine build() {
      return new PurchaseOrderLine(
          key,
          number,
          item,
          description,
          category,
          quantity,
          unit,
          price,
          ordered,
          total,
          status,
          updatedAt);
    }
  }
}
