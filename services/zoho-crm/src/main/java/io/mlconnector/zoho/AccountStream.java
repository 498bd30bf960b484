package io.mlconnector.zoho;

import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Customer;
import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.Money;
import io.mlconnector.spi.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Accounts as customers. */
final class AccountStream extends RecordStream {

  AccountStream() {
    this(Coql.MOST);
  }

  AccountStream(int size) {
    super(Kind.ACCOUNT, Customer.ENTITY, size);
  }

  @Override
  CanonicalRecord translate(Row row, Settings settings) {
    Map<String, String> own = Kind.ACCOUNT.customFields(settings);
    List<Gap> gaps = new ArrayList<>();
    String status = row.text(own.get("status"));
    return Customer.builder(row.key())
        .name(row.required("Account_Name"))
        .accountNumber(number(row.text(own.get("accountNumber"))))
        .status(status == null ? "active" : status)
        .email(row.text(own.get("email")))
        .phone(row.text("Phone"))
        .website(row.text("Website"))
        .billingAddress(row.address(Kind.ACCOUNT))
        .paymentTerms(row.text(own.get("paymentTerms")))
        .creditLimit(creditLimit(row, own.get("creditLimit"), settings, gaps))
        .taxId(row.text(own.get("taxId")))
        .category(row.text(own.get("category")))
        .type(type(row.text("Account_Type"), settings))
        .industry(row.text("Industry"))
        .holdCode(row.text(own.get("holdCode")))
        .creditMessage(row.text(own.get("creditMessage")))
        .custom(row.custom(Kind.ACCOUNT.carried(settings)))
        .gaps(gaps)
        .build();
  }

  /** The setting's word for it, else Zoho's own. */
  private static String type(String type, Settings settings) {
    return type == null ? null : settings.map("accountTypes").getOrDefault(type, type);
  }

  private static Money creditLimit(Row row, String field, Settings settings, List<Gap> gaps) {
    BigDecimal amount = field == null ? null : row.decimal(field);
    if (amount == null) {
      return null;
    }
    String currency = currency(row, Kind.ACCOUNT, settings);
    if (currency == null) {
      gaps.add(
          new Gap(
              "creditLimit",
              "Nobody knows its currency: the record has none, and the connection's setting"
                  + " currency is not set"));
      return null;
    }
    return new Money(amount, currency);
  }

  /** Zoho's own Account_Number is 0 where nobody gave one. */
  private static String number(String number) {
    return "0".equals(number) ? null : number;
  }

  /** The record's own field, Zoho's where several currencies are switched on, or the setting. */
  static String currency(Row row, Kind kind, Settings settings) {
    String ours = row.text(kind.customFields(settings).get("currency"));
    String own = ours == null ? row.text("Currency") : ours;
    String currency = own == null ? settings.find("currency").orElse(null) : own;
    boolean usable = currency != null && currency.strip().matches("[A-Za-z]{3}");
    return usable ? currency.strip().toUpperCase(Locale.ROOT) : null;
  }
}
