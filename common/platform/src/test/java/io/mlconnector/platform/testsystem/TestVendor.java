package io.mlconnector.platform.testsystem;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.VendorFailure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The vendor behind the test system: two tables in memory and a switch to fail. */
public final class TestVendor {

  /** A customer as this vendor has it. */
  public record VendorCustomer(String id, String name, long changedMillis) {}

  private static final Map<String, TestVendor> BY_CONNECTION = new ConcurrentHashMap<>();

  public final Map<String, VendorCustomer> customers = new ConcurrentSkipListMap<>();
  public final Map<String, Map<String, JsonNode>> organizations = new ConcurrentSkipListMap<>();
  public final AtomicInteger writes = new AtomicInteger();
  private final AtomicReference<VendorFailure> failure = new AtomicReference<>();

  /** The vendor that a connection is connected to; each connection has one of its own. */
  public static TestVendor of(String connection) {
    return BY_CONNECTION.computeIfAbsent(connection, id -> new TestVendor());
  }

  /** Fails every call from now on; null ends it. */
  public void fail(VendorFailure with) {
    failure.set(with);
  }

  /** The password that the newest check was made with. */
  public final AtomicReference<Secret> password = new AtomicReference<>();

  void signIn(Secret with) {
    password.set(with);
  }

  void answer() {
    VendorFailure with = failure.get();
    if (with != null) {
      throw with;
    }
  }
}
