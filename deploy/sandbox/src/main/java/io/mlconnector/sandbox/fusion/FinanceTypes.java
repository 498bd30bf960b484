package io.mlconnector.sandbox.fusion;

import static io.mlconnector.sandbox.fusion.Attribute.date;
import static io.mlconnector.sandbox.fusion.Attribute.decimal;
import static io.mlconnector.sandbox.fusion.Attribute.flag;
import static io.mlconnector.sandbox.fusion.Attribute.id;
import static io.mlconnector.sandbox.fusion.Attribute.stamp;
import static io.mlconnector.sandbox.fusion.Attribute.text;
import static io.mlconnector.sandbox.fusion.FinanceResource.bare;
import static io.mlconnector.sandbox.fusion.FinanceResource.type;

import java.util.List;

/**
 * The finance resources as section F3 of the vendor sheet states them. Children do not tell their
 * parent. Each pod has types of its own, since an administrator may add attributes.
 */
final class FinanceTypes {

  static final List<String> SEGMENTS = List.of("Company", "CostCenter", "Account", "Product");

  final ResourceType invoices =
      type(
          "invoices",
          "InvoiceId",
          true,
          List.of(
              type(
                  "invoiceLines",
                  "LineNumber",
                  true,
                  List.of(
                      type(
                          "invoiceDistributions",
                          "InvoiceDistributionId",
                          false,
                          List.of(),
                          decimal("DistributionLineNumber"),
                          text("DistributionLineType"),
                          decimal("DistributionAmount"),
                          text("DistributionCombination"),
                          text("AccountingDate"),
                          stamp(Attribute.LAST_UPDATE))),
                  text("LineType"),
                  text("Description"),
                  decimal("LineAmount"),
                  decimal("BaseAmount"),
                  decimal("Quantity"),
                  decimal("UnitPrice"),
                  text("UOM"),
                  text("Item"),
                  text("PurchaseOrderNumber"),
                  text("TaxClassification"),
                  text("DistributionCombination"),
                  stamp(Attribute.CREATION),
                  stamp(Attribute.LAST_UPDATE)),
              type(
                  "invoiceInstallments",
                  "InstallmentNumber",
                  true,
                  List.of(),
                  date("DueDate"),
                  decimal("GrossAmount"),
                  decimal("UnpaidAmount"),
                  text("PaymentMethod"),
                  flag("HoldFlag"),
                  stamp(Attribute.LAST_UPDATE))),
          text("InvoiceNumber").required(),
          text("InvoiceType"),
          text("InvoiceSource"),
          text("Supplier"),
          text("SupplierNumber"),
          text("SupplierSite"),
          text("BusinessUnit"),
          text("LegalEntity"),
          decimal("InvoiceAmount"),
          text("InvoiceCurrency"),
          date("InvoiceDate"),
          date("AccountingDate"),
          decimal("AmountPaid"),
          text("PaidStatus"),
          text("ApprovalStatus"),
          text("ValidationStatus"),
          text("PaymentTerms"),
          text("PaymentMethod"),
          text("PurchaseOrderNumber"),
          text("Description").notQueryable());

  final ResourceType receivables =
      type(
          "receivablesInvoices",
          "CustomerTransactionId",
          false,
          List.of(
              type(
                  "receivablesInvoiceLines",
                  "CustomerTransactionLineId",
                  false,
                  List.of(),
                  decimal("LineNumber"),
                  text("Description"),
                  decimal("Quantity"),
                  decimal("UnitSellingPrice"),
                  text("UnitOfMeasure"),
                  text("ItemNumber"),
                  decimal("LineAmount"),
                  text("TaxClassificationCode"),
                  text("SalesOrder"),
                  stamp(Attribute.LAST_UPDATE))),
          text("TransactionNumber").fixed(),
          date("TransactionDate"),
          date("AccountingDate"),
          date("DueDate"),
          text("BillToCustomerName").fixed(),
          text("BillToCustomerNumber").fixed(),
          text("BillToSite"),
          text("BusinessUnit"),
          text("InvoiceCurrencyCode"),
          decimal("EnteredAmount"),
          decimal("InvoiceBalanceAmount"),
          text("InvoiceStatus"),
          text("PaymentTerms"),
          text("TransactionSource"),
          text("TransactionType"),
          text("Comments").notQueryable());

  final ResourceType payments =
      type(
          "payablesPayments",
          "CheckId",
          false,
          List.of(
              type(
                  "relatedInvoices",
                  "InvoicePaymentId",
                  false,
                  List.of(),
                  id("InvoiceId"),
                  text("InvoiceNumber"),
                  decimal("AmountPaidInvoiceCurrency"),
                  decimal("DiscountTaken"))),
          id("PaymentId"),
          text("PaymentNumber"),
          text("PaymentReference"),
          decimal("PaymentAmount"),
          text("PaymentCurrency"),
          date("PaymentDate"),
          date("AccountingDate"),
          text("Payee"),
          text("PayeeSite"),
          text("SupplierNumber"),
          text("PaymentMethod"),
          text("PaymentStatus"),
          text("PaymentType"),
          text("BusinessUnit"),
          text("LegalEntity"),
          text("DisbursementBankAccountName"),
          flag("ReconciledFlag"));

  final ResourceType suppliers =
      type(
          "suppliers",
          "SupplierId",
          false,
          List.of(
              type(
                  "addresses",
                  "SupplierAddressId",
                  false,
                  List.of(),
                  text("AddressName"),
                  text("FormattedAddress"),
                  text("AddressLine1"),
                  text("City"),
                  text("PostalCode"),
                  text("CountryCode"),
                  text("Status")),
              type(
                  "sites",
                  "SupplierSiteId",
                  false,
                  List.of(),
                  text("SupplierSite"),
                  text("ProcurementBU"),
                  text("SupplierAddressName"),
                  text("Status"),
                  text("Email"),
                  stamp(Attribute.LAST_UPDATE)),
              type(
                  "contacts",
                  "SupplierContactId",
                  false,
                  List.of(),
                  text("FirstName"),
                  text("LastName"),
                  text("Email"))),
          text("Supplier").required(),
          text("SupplierNumber"),
          id("SupplierPartyId"),
          text("AlternateName"),
          text("Alias"),
          text("BusinessRelationship"),
          text("SupplierType"),
          text("Status"),
          text("CorporateWebsite"),
          text("TaxpayerId"),
          id("ParentSupplierId").settable(),
          text("ParentSupplier"),
          flag("OneTimeSupplierFlag"),
          date("InactiveDate"));

  final ResourceType orders =
      type(
          "purchaseOrders",
          "POHeaderId",
          true,
          List.of(
              type(
                  "lines",
                  "POLineId",
                  false,
                  List.of(),
                  decimal("LineNumber"),
                  text("Item"),
                  text("Description"),
                  text("Category"),
                  decimal("Quantity"),
                  text("UOMCode"),
                  decimal("Price"),
                  decimal("Ordered"),
                  decimal("Total"),
                  text("CurrencyCode"),
                  text("Status"),
                  stamp(Attribute.LAST_UPDATE))),
          text("OrderNumber"),
          text("Description").notQueryable(),
          text("Status"),
          text("StatusCode"),
          text("Buyer"),
          text("ProcurementBU"),
          id("RequisitioningBUId"),
          text("SoldToLegalEntity"),
          id("SupplierId"),
          text("Supplier"),
          text("SupplierSite"),
          text("CurrencyCode"),
          decimal("Ordered"),
          decimal("Total"),
          text("Revision"),
          flag("FrozenFlag"),
          text("FundsStatus"),
          text("PaymentTerms"),
          date("OrderDate"));

  final ResourceType batches =
      type(
          "journalBatches",
          "JeBatchId",
          false,
          List.of(
              type(
                  "journalHeaders",
                  "JournalName",
                  true,
                  List.of(
                      type(
                          "journalLines",
                          "JeLineNumber",
                          true,
                          List.of(),
                          text("AccountCombination"),
                          decimal("EnteredDr"),
                          decimal("EnteredCr"),
                          decimal("AccountedDr"),
                          decimal("AccountedCr"),
                          text("CurrencyCode"),
                          date("CurrencyConversionDate"),
                          decimal("CurrencyConversionRate"),
                          text("Description"),
                          text("ChartOfAccountsName"),
                          decimal("StatAmount"),
                          text("ReconciliationReference"),
                          stamp(Attribute.LAST_UPDATE))),
                  text("JournalDescription"),
                  text("LedgerName"),
                  text("CurrencyCode"),
                  text("PeriodName"),
                  date("DefaultEffectiveDate"),
                  text("UserJeCategoryName"),
                  date("CurrencyConversionDate"),
                  decimal("CurrencyConversionRate"),
                  decimal("RunningTotalDr"),
                  decimal("RunningTotalCr"),
                  decimal("RunningTotalAccountedDr"),
                  decimal("RunningTotalAccountedCr"),
                  text("LegalEntityName"),
                  text("ExternalReference"),
                  stamp(Attribute.LAST_UPDATE))),
          text("BatchName"),
          text("BatchDescription"),
          text("DefaultPeriodName"),
          text("Status"),
          text("StatusMeaning"),
          text("ApprovalStatusMeaning"),
          text("FundsStatusMeaning"),
          text("UserJeSourceName"),
          text("ChartOfAccountsName"),
          text("UserPeriodSetName"),
          text("ActualFlagMeaning"),
          decimal("RunningTotalDr"),
          decimal("RunningTotalCr"),
          decimal("ControlTotal"),
          stamp("PostedDate"),
          text("ReversalJournalReference"),
          text("ErrorMessage"));

  /** Its q is query by example under every framework version, and it has no stamps. */
  final ResourceType accounts =
      bare(
          "accountCombinationsLOV",
          "_CODE_COMBINATION_ID",
          true,
          List.of(),
          id("_CHART_OF_ACCOUNTS_ID"),
          text("AccountType"),
          text("EnabledFlag"),
          text("DetailPostingAllowedFlag"),
          text("DetailBudgetingAllowedFlag"),
          text("SummaryFlag"),
          text("JgzzReconFlag"),
          text("FinancialCategory"),
          text("Reference3"),
          date("StartDateActive"),
          date("EndDateActive"),
          text("Company"),
          text("CostCenter"),
          text("Account"),
          text("Product"));

  final ResourceType ledgers =
      bare(
          "ledgersLOV",
          "LedgerId",
          false,
          List.of(),
          text("Name"),
          text("CurrencyCode"),
          id("ChartOfAccountsId"),
          text("AccountedPeriodType"),
          text("PeriodSetName"),
          text("LedgerCategoryCode"),
          text("LedgerTypeCode"));

  final ResourceType valueSets =
      bare(
          "valueSets",
          "ValueSetCode",
          false,
          List.of(
              bare("values", "Value", false, List.of(), text("Description"), text("EnabledFlag"))),
          text("Description"),
          text("ValidationType"));

  List<ResourceType> all() {
    return List.of(
        invoices, receivables, payments, suppliers, orders, batches, accounts, ledgers, valueSets);
  }
}
