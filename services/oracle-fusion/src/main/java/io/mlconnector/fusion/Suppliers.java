package io.mlconnector.fusion;

import io.mlconnector.canonical.Address;
import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Vendor;
import io.mlconnector.canonical.Vendor.NamedAddress;
import io.mlconnector.canonical.Vendor.Site;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Suppliers with their addresses and sites, and the supplier that they belong to where the pod
 * tells it.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/procurement/25c/fapra/api-suppliers.html">Suppliers</a>
 */
final class Suppliers implements FinanceObject {

  static final String STREAM = "suppliers";
  private static final String SITES = "sites";
  private static final String ADDRESSES = "addresses";

  @Override
  public FinanceResource resource() {
    return new FinanceResource(STREAM, "suppliers", "SupplierId");
  }

  @Override
  public String entity() {
    return Vendor.ENTITY;
  }

  @Override
  public String childrenSetting() {
    return "supplierChildren";
  }

  @Override
  public Map<String, String> childKeys() {
    return Map.of(ADDRESSES, "SupplierAddressId", SITES, "SupplierSiteId");
  }

  @Override
  public Set<String> unhashed() {
    return Set.of();
  }

  @Override
  public List<CanonicalRecord> translate(FinanceSettings settings, FinanceRow record) {
    FusionRow row = record.row();
    List<NamedAddress> addresses = addresses(record);
    return List.of(
        Vendor.builder(row.required("SupplierId"))
            .name(row.required("Supplier"))
            .accountNumber(row.text("SupplierNumber"))
            .status(row.text("InactiveDate") != null ? "inactive" : status(row))
            .alternateName(row.text("AlternateName"))
            .website(row.text("CorporateWebsite"))
            .taxId(row.text("TaxpayerId"))
            .type(row.text("SupplierType"))
            .category(row.text("BusinessRelationship"))
            .parentKey(row.text(settings.text("supplierParentAttribute")))
            .parentName(row.text(settings.text("supplierParentNameAttribute")))
            .address(addresses.isEmpty() ? null : addresses.get(0).address())
            .addresses(addresses)
            .sites(sites(record))
            .custom(settings.custom(STREAM, row))
            .build());
  }

  private static String status(FusionRow row) {
    String status = row.text("Status");
    return status == null ? "active" : status.toLowerCase(Locale.ROOT);
  }

  private static List<NamedAddress> addresses(FinanceRow record) {
    return record.children(ADDRESSES).stream()
        .map(
            each ->
                new NamedAddress(
                    each.required("SupplierAddressId"),
                    each.text("AddressName"),
                    each.text("FormattedAddress"),
                    address(each),
                    status(each)))
        .sorted(Comparator.comparing(NamedAddress::key))
        .toList();
  }

  /** In parts, where the pod tells them. */
  private static Address address(FusionRow row) {
    String country = row.text("CountryCode");
    boolean known = country != null && country.matches("[A-Za-z]{2}");
    Address address =
        new Address(
            row.text("AddressLine1"),
            row.text("AddressLine2"),
            row.text("City"),
            row.text("State"),
            row.text("PostalCode"),
            known ? country.toUpperCase(Locale.ROOT) : null);
    return address.equals(new Address(null, null, null, null, null, null)) ? null : address;
  }

  private static List<Site> sites(FinanceRow record) {
    return record.children(SITES).stream()
        .map(
            each ->
                new Site(
                    each.required("SupplierSiteId"),
                    each.text("SupplierSite"),
                    each.text("ProcurementBU"),
                    each.text("SupplierAddressName"),
                    status(each),
                    each.text("Email")))
        .sorted(Comparator.comparing(Site::key))
        .toList();
  }
}
