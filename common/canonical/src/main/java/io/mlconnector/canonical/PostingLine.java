package io.mlconnector.canonical;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** A line of a {@link GlPosting}. Debit less credit is told too, so that readers can add it up. */
public record PostingLine(
    String key,
    Integer number,
    String account,
    String accountName,
    String naturalAccount,
    String costCenter,
    String description,
    Money debit,
    Money credit,
    Money amount,
    Money accountedDebit,
    Money accountedCredit,
    Money accountedAmount,
    BigDecimal conversionRate,
    LocalDate conversionDate,
    BigDecimal statisticalAmount,
    String reconciliationReference,
    Instant updatedAt) {
  /** Begins one, with nothing else known of it yet. */
  public static Builder builder(String key) {
    return new Builder(key);
  }

  /** Gathers what a source says; what it does not say stays null. */
  public static final class Builder {
    private final String key;
    private Integer number;
    private String account;
    private String accountName;
    private String naturalAccount;
    private String costCenter;
    private String description;
    private Money debit;
    private Money credit;
    private Money amount;
    private Money accountedDebit;
    private Money accountedCredit;
    private Money accountedAmount;
    private BigDecimal conversionRate;
    private LocalDate conversionDate;
    private BigDecimal statisticalAmount;
    private String reconciliationReference;
    private Instant updatedAt;

    private Builder(String key) {
      this.key = key;
    }

    public Builder number(Integer number) {
      this.number = number;
      return this;
    }

    public Builder account(String account) {
      this.account = account;
      return this;
    }

    public Builder accountName(String accountName) {
      this.accountName = accountName;
      return this;
    }

    public Builder naturalAccount(String naturalAccount) {
      this.naturalAccount = naturalAccount;
      return this;
    }

    public Builder costCenter(String costCenter) {
      this.costCenter = costCenter;
      return this;
    }

    public Builder description(String description) {
      this.description = description;
      return this;
    }

    public Builder debit(Money debit) {
      this.debit = debit;
      return this;
    }

    public Builder credit(Money credit) {
      this.credit = credit;
      return this;
    }

    public Builder amount(Money amount) {
      this.amount = amount;
      return this;
    }

    public Builder accountedDebit(Money accountedDebit) {
      this.accountedDebit = accountedDebit;
      return this;
    }

    public Builder accountedCredit(Money accountedCredit) {
      this.accountedCredit = accountedCredit;
      return this;
    }

    public Builder accountedAmount(Money accountedAmount) {
      this.accountedAmount = accountedAmount;
      return this;
    }

    public Builder conversionRate(BigDecimal conversionRate) {
      this.conversionRate = conversionRate;
      return this;
    }

    public Builder conversionDate(LocalDate conversionDate) {
      this.conversionDate = conversionDate;
      return this;
    }

    public Builder statisticalAmount(BigDecimal statisticalAmount) {
      this.statisticalAmount = statisticalAmount;
      return this;
    }

    public Builder reconciliationReference(String reconciliationReference) {
      this.reconciliationReference = reconciliationReference;
      return this;
    }

    public Builder updatedAt(Instant updatedAt) {
      this.updatedAt = updatedAt;
      return this;
    }

    public PostingLine build() {
      return new PostingLine(
          key,
          number,
          account,
          accountName,
          naturalAccount,
          costCenter,
          description,
          debit,
          credit,
          amount,
          accountedDebit,
          accountedCredit,
          accountedAmount,
          conversionRate,
          conversionDate,
          statisticalAmount,
          reconciliationReference,
          updatedAt);
    }
  }
}
