package io.mlconnector.fusion;

import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.PurchaseOrder;
import io.mlconnector.canonical.PurchaseOrderLine;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Purchase orders with their lines.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/procurement/25c/fapra/api-purchase-orders.html">Purchase
 *     orders</a>
 */
final class PurchaseOrders implements FinanceObject {

  static final String STREAM = "purchase-orders";
  private static final String LINES = "lines";

  @Override
  public FinanceResource resource() {
    return new FinanceResource(STREAM, "purchaseOrders", "POHeaderId");
  }

  @Override
  public String entity() {
    return PurchaseOrder.ENTITY;
  }

  @Override
  public String childrenSetting() {
    return "orderChildren";
  }

  @Override
  public Map<String, String> childKeys() {
    return Map.of(LINES, "POLineId");
  }

  @Override
  public Set<String> unhashed() {
    return Set.of("updatedAt", "lines.updatedAt");
  }

  @Override
  public List<CanonicalRecord> translate(FinanceSettings settings, FinanceRow record) {
    FusionRow row = record.row();
    String currency = row.text("CurrencyCode");
    boolean iso = currency != null && currency.matches("[A-Z]{3}");
    return List.of(
        PurchaseOrder.builder(row.required("POHeaderId"))
            .number(row.text("OrderNumber"))
            .description(row.text("Description"))
            .status(row.text("Status"))
            .vendorKey(row.text("SupplierId"))
            .vendorName(row.text("Supplier"))
            .vendorSite(row.text("SupplierSite"))
            .buyer(row.text("Buyer"))
            .businessUnit(row.text("ProcurementBU"))
            .legalEntity(row.text("SoldToLegalEntity"))
            .currency(iso ? currency : null)
            .ordered(row.money("Ordered", currency))
            .total(row.money("Total", currency))
            .orderedOn(row.day("OrderDate"))
            .paymentTerms(row.text("PaymentTerms"))
            .revision(row.text("Revision"))
            .fundsStatus(row.text("FundsStatus"))
            .frozen(row.flag("FrozenFlag"))
            .createdAt(row.stamp("CreationDate"))
            .updatedAt(row.stamp("LastUpdateDate"))
            .lines(lines(record, currency))
            .custom(settings.custom(STREAM, row))
            .build());
  }

  private static List<PurchaseOrderLine> lines(FinanceRow record, String currency) {
    return record.children(LINES).stream()
        .map(
            line ->
                PurchaseOrderLine.builder(line.required("POLineId"))
                    .number(line.number("LineNumber"))
                    .item(line.text("Item"))
                    .description(line.text("Description"))
                    .category(line.text("Category"))
                    .quantity(line.decimal("Quantity"))
                    .unit(line.text("UOMCode"))
                    .price(line.money("Price", currency))
                    .ordered(line.money("Ordered", currency))
                    .total(line.money("Total", currency))
                    .status(line.text("Status"))
                    .updatedAt(line.stamp("LastUpdateDate"))
                    .build())
        .sorted(
            Comparator.comparing(PurchaseOrderLine::number, Comparator.nullsLast(Integer::compare)))
        .toList();
  }
}
