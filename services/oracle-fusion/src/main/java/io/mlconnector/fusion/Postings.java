package io.mlconnector.fusion;

import io.mlconnector.canonical.GlPosting;
import io.mlconnector.canonical.Money;
import io.mlconnector.canonical.PostingLine;
import io.mlconnector.spi.Connection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/** What a part of a journal means. */
final class Postings {

  static final String ACCOUNT = "AccountCombination";

  private final FinanceSettings settings;
  private final Segments segments;
  private final ZoneId zone;

  Postings(Connection connection) {
    settings = new FinanceSettings(connection.settings());
    segments = Segments.of(settings);
    zone = connection.timeZone();
  }

  GlPosting translate(PostingPart part) {
    FusionRow batch = new FusionRow(part.batch());
    FusionRow journal = new FusionRow(part.journal());
    String currency = journal.text("CurrencyCode");
    String ledger = part.currencies().get(String.valueOf(journal.text("LedgerName")));
    PostingPart.Key key = part.key();
    GlPosting.Builder posting =
        GlPosting.builder(key.toString())
            .journalKey(key.journal())
            .part(key.part())
            .name(journal.text("JournalName"))
            .description(journal.text("JournalDescription"))
            .batchKey(key.batch())
            .batchName(batch.text("BatchName"))
            .batchDescription(batch.text("BatchDescription"))
            .status(lower(batch.text("StatusMeaning")))
            .ledger(journal.text("LedgerName"))
            .legalEntity(journal.text("LegalEntityName"))
            .chartOfAccounts(batch.text("ChartOfAccountsName"))
            .period(journal.text("PeriodName"))
            .accountingDate(journal.day("DefaultEffectiveDate"))
            .postedOn(posted(batch))
            .source(batch.text("UserJeSourceName"))
            .category(journal.text("UserJeCategoryName"))
            .balanceType(lower(batch.text("ActualFlagMeaning")))
            .currency(currency)
            .ledgerCurrency(ledger)
            .conversionRate(journal.decimal("CurrencyConversionRate"))
            .conversionDate(journal.day("CurrencyConversionDate"))
            .reversalOf(batch.text("ReversalJournalReference"))
            .externalReference(journal.text("ExternalReference"))
            .createdAt(batch.stamp("CreationDate"))
            .updatedAt(batch.stamp("LastUpdateDate"))
            .lines(
                part.lines().stream()
                    .map(line -> line(part, new FusionRow(line), currency, ledger))
                    .toList())
            .custom(settings.custom(GlPostings.STREAM, batch));
    if (key.part() == 1) {
      // Totals of the whole journal stand on one part of it, or readers would add them up twice.
      posting
          .debit(journal.money("RunningTotalDr", currency))
          .credit(journal.money("RunningTotalCr", currency))
          .accountedDebit(journal.money("RunningTotalAccountedDr", ledger))
          .accountedCredit(journal.money("RunningTotalAccountedCr", ledger));
    }
    return posting.build();
  }

  private PostingLine line(PostingPart part, FusionRow line, String currency, String ledger) {
    String account = line.text(ACCOUNT);
    String natural = segments.naturalAccount(account);
    Money debit = line.money("EnteredDr", currency);
    Money credit = line.money("EnteredCr", currency);
    Money accountedDebit = line.money("AccountedDr", ledger);
    Money accountedCredit = line.money("AccountedCr", ledger);
    return PostingLine.builder(line.required(Journals.NUMBER))
        .number(line.number(Journals.NUMBER))
        .account(account)
        .accountName(natural == null ? null : part.accountNames().get(natural))
        .naturalAccount(natural)
        .costCenter(segments.costCenter(account))
        .description(line.text("Description"))
        .debit(debit)
        .credit(credit)
        .amount(net(debit, credit))
        .accountedDebit(accountedDebit)
        .accountedCredit(accountedCredit)
        .accountedAmount(net(accountedDebit, accountedCredit))
        .conversionRate(line.decimal("CurrencyConversionRate"))
        .conversionDate(line.day("CurrencyConversionDate"))
        .statisticalAmount(line.decimal("StatAmount"))
        .reconciliationReference(line.text("ReconciliationReference"))
        .updatedAt(line.stamp("LastUpdateDate"))
        .build();
  }

  private static Money net(Money debit, Money credit) {
    if (debit == null && credit == null) {
      return null;
    }
    BigDecimal plus = debit == null ? BigDecimal.ZERO : debit.amount();
    BigDecimal minus = credit == null ? BigDecimal.ZERO : credit.amount();
    return new Money(plus.subtract(minus), debit == null ? credit.currency() : debit.currency());
  }

  /** A moment here, a day in the zone of the company; some pods show a day. */
  private LocalDate posted(FusionRow batch) {
    String text = batch.text("PostedDate");
    if (text == null || !text.contains("T")) {
      return batch.day("PostedDate");
    }
    Instant at = batch.stamp("PostedDate");
    return LocalDate.ofInstant(at, zone);
  }

  private static String lower(String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }
}
