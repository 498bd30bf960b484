package io.mlconnector.platform.testsystem;

import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Customer;
import io.mlconnector.platform.testsystem.TestVendor.VendorCustomer;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Cursor;
import io.mlconnector.spi.Page;
import io.mlconnector.spi.PollSpec;
import io.mlconnector.spi.Settings;
import io.mlconnector.spi.SourceStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Customers of the test system, all in one page. */
final class TestCustomers implements SourceStream<VendorCustomer> {

  @Override
  public String name() {
    return "customers";
  }

  @Override
  public List<String> entities() {
    return List.of(Customer.ENTITY);
  }

  @Override
  public PollSpec poll(Settings settings) {
    return PollSpec.incremental(settings.duration("lookback"));
  }

  @Override
  public Page<VendorCustomer> fetch(Connection connection, Cursor cursor) {
    TestVendor vendor = TestVendor.of(connection.id());
    vendor.answer();
    return Page.of(
        vendor.customers.values().stream()
            .filter(
                customer ->
                    cursor.from() == null
                        || !Instant.ofEpochMilli(customer.changedMillis()).isBefore(cursor.from()))
            .toList(),
        null);
  }

  @Override
  public int keysPerCall() {
    return 50;
  }

  @Override
  public Page<VendorCustomer> fetchByKeys(Connection connection, List<String> keys) {
    TestVendor vendor = TestVendor.of(connection.id());
    vendor.answer();
    return Page.of(
        keys.stream().map(vendor.customers::get).filter(Objects::nonNull).toList(), null);
  }

  @Override
  public String key(VendorCustomer customer) {
    return customer.id();
  }

  @Override
  public List<CanonicalRecord> translate(
      Connection connection, VendorCustomer customer, Instant asOf) {
    return List.of(Customer.builder(customer.id()).name(customer.name()).status("active").build());
  }
}
