package io.mlconnector.canonical;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A journal of a general ledger with its lines, or a part of one that has many: cut by line number,
 * so that a line never moves from one part to another; schema {@code gl- posting.v1.json}.
 */
public record GlPosting(
    String key,
    String journalKey,
    Integer part,
    String name,
    String description,
    String batchKey,
    String batchName,
    String batchDescription,
    String status,
    String ledger,
    String legalEntity,
    String chartOfAccounts,
    String period,
    LocalDate accountingDate,
    LocalDate postedOn,
    String source,
    String category,
    String balanceType,
    String currency,
    String ledgerCurrency,
    BigDecimal conversionRate,
    LocalDate conversionDate,
    Money debit,
    Money credit,
    Money accountedDebit,
    Money accountedCredit,
    String reversalOf,
    String externalReference,
    Instant createdAt,
    Instant updatedAt,
    List<PostingLine> lines,
    Map<String, Object> custom,
    List<Gap> gaps)
    implements CanonicalRecord {

  public static final String ENTITY = "gl-posting";

  public GlPosting {
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
    private String journalKey;
    private Integer part;
    private String name;
    private String description;
    private String batchKey;
    private String batchName;
    private String batchDescription;
    private String status;
    private String ledger;
    private String legalEntity;
    private String chartOfAccounts;
    private String period;
    private LocalDate accountingDate;
    private LocalDate postedOn;
    private String source;
    private String category;
    private String balanceType;
    private String currency;
    private String ledgerCurrency;
    private BigDecimal conversionRate;
    private LocalDate conversionDate;
    private Money debit;
    private Money credit;
    private Money accountedDebit;
    private Money accountedCredit;
    private String reversalOf;
    private String externalReference;
    private Instant createdAt;
    private Instant updatedAt;
    private List<PostingLine> lines;
    private Map<String, Object> custom;
    private List<Gap> gaps;

    private Builder(String key) {
      this.key = key;
    }

    public Builder journalKey(String journalKey) {
      this.journalKey = journalKey;
      return this;
    }

    public Builder part(Integer part) {
      this.part = part;
      return this;
    }

    public Builder name(String name) {
      this.name = name;
      return this;
    }

    public Builder description(String description) {
      this.description = description;
      return this;
    }

    public Builder batchKey(String batchKey) {
      this.batchKey = batchKey;
      return this;
    }

    public Builder batchName(String batchName) {
      this.batchName = batchName;
      return this;
    }

    public Builder batchDescription(String batchDescription) {
      this.batchDescription = batchDescription;
      return this;
    }

    public Builder status(String status) {
      this.status = status;
      return this;
    }

    public Builder ledger(String ledger) {
      this.ledger = ledger;
      return this;
    }

    public Builder legalEntity(String legalEntity) {
      this.legalEntity = legalEntity;
      return this;
    }

    public Builder chartOfAccounts(String chartOfAccounts) {
      this.chartOfAccounts = chartOfAccounts;
      return this;
    }

    public Builder period(String period) {
      this.period = period;
      return this;
    }

    public Builder accountingDate(LocalDate accountingDate) {
      this.accountingDate = accountingDate;
      return this;
    }

    public Builder postedOn(LocalDate postedOn) {
      this.postedOn = postedOn;
      return this;
    }

    public Builder source(String source) {
      this.source = source;
      return this;
    }

    public Builder category(String category) {
      this.category = category;
      return this;
    }

    public Builder balanceType(String balanceType) {
      this.balanceType = balanceType;
      return this;
    }

    public Builder currency(String currency) {
      this.currency = currency;
      return this;
    }

    public Builder ledgerCurrency(String ledgerCurrency) {
      this.ledgerCurrency = ledgerCurrency;
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

    public Builder debit(Money debit) {
      this.debit = debit;
      return this;
    }

    public Builder credit(Money credit) {
      this.credit = credit;
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

    public Builder reversalOf(String reversalOf) {
      this.reversalOf = reversalOf;
      return this;
    }

    public Builder externalReference(String externalReference) {
      this.externalReference = externalReference;
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

    public Builder lines(List<PostingLine> lines) {
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

    public GlPosting build() {
      return new GlPosting(
          key,
          journalKey,
          part,
          name,
          description,
          batchKey,
          batchName,
          batchDescription,
          status,
          ledger,
          legalEntity,
          chartOfAccounts,
          period,
          accountingDate,
          postedOn,
          source,
          category,
          balanceType,
          currency,
          ledgerCurrency,
          conversionRate,
          conversionDate,
          debit,
          credit,
          accountedDebit,
          accountedCredit,
          reversalOf,
          externalReference,
          createdAt,
          updatedAt,
          lines,
          custom,
          gaps);
    }
  }
}
