package io.mlconnector.dynamics;

import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Customer;
import io.mlconnector.canonical.Gap;
import io.mlconnector.canonical.Money;
import io.mlconnector.spi.JsonRow;
import java.math.BigDecimal;
import java.util.List;

/**
 * Customers.
 *
 * @see <a
 *     href="https://learn.microsoft.com/common-data-model/schema/core/operationscommon/entities/finance/accountsreceivable/custcustomerv3entity">CustCustomerV3Entity</a>
 */
final class Customers extends AccountStream {

  static final String NAME = "customers";
  static final String SET = "CustomersV3";
  static final String NUMBER = "CustomerAccount";

  Customers() {
    super(
        NAME,
        Customer.ENTITY,
        NUMBER,
        List.of(
            "OrganizationName",
            "PersonFirstName",
            "PersonMiddleName",
            "PersonLastName",
            "OnHoldStatus",
            "PrimaryContactEmail",
            "PrimaryContactPhone",
            "PrimaryContactURL",
            "PaymentTerms",
            "CreditLimit",
            "CreditLimitIsMandatory",
            "SalesCurrencyCode",
            "TaxExemptNumber",
            "CustomerGroupId"),
        "customerAttributes");
  }

  @Override
  String set(DynamicsSettings settings) {
    return SET;
  }

  @Override
  CanonicalRecord translate(AccountRow account, List<String> custom) {
    JsonRow row = account.row();
    String email = row.text("PrimaryContactEmail");
    return Customer.builder(key(account))
        .name(
            account.name(
                "OrganizationName", "PersonFirstName", "PersonMiddleName", "PersonLastName"))
        .accountNumber(row.required(NUMBER))
        .status(account.status())
        .email(email)
        .phone(row.text("PrimaryContactPhone"))
        .website(row.text("PrimaryContactURL"))
        .billingAddress(account.address())
        .paymentTerms(row.text("PaymentTerms"))
        .creditLimit(creditLimit(account))
        .taxId(row.text("TaxExemptNumber"))
        .category(row.text("CustomerGroupId"))
        .custom(account.custom(custom))
        .gaps(
            email == null
                ? List.of(new Gap("email", "The customer has no primary e-mail address."))
                : List.of())
        .build();
  }

  /** Zero stands for no limit, unless the limit is said to be mandatory. */
  private static Money creditLimit(AccountRow account) {
    BigDecimal amount = account.row().decimal("CreditLimit");
    boolean mandatory = "Yes".equals(account.row().text("CreditLimitIsMandatory"));
    if (amount == null || amount.signum() == 0 && !mandatory) {
      return null;
    }
    return new Money(amount, account.currency("SalesCurrencyCode"));
  }
}
