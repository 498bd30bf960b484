package io.mlconnector.sandbox.peoplesoft;

import io.mlconnector.sandbox.BadCommand;
import java.util.Arrays;
import java.util.List;

/** The service operations that publish people and vendors (sheet 2.7). */
enum Operation {
  PERSON_BASIC_SYNC(3),
  WORKFORCE_SYNC(2),
  VENDOR_SYNC(1),
  PERSON_BASIC_FULLSYNC(3),
  WORKFORCE_FULLSYNC(2),
  VENDOR_FULLSYNC(1),
  /** Rows when they become current. */
  WORKFORCE_SYNC_EFF(2),
  VENDOR_SYNC_EFF(1);

  static final List<String> SYNC =
      List.of(PERSON_BASIC_SYNC.name(), WORKFORCE_SYNC.name(), VENDOR_SYNC.name());

  private final int version;

  Operation(int version) {
    this.version = version;
  }

  /** The name with which the message leaves. */
  String external() {
    return name() + ".VERSION_" + version;
  }

  boolean isFull() {
    return name().endsWith("FULLSYNC");
  }

  boolean isOfVendors() {
    return name().startsWith("VENDOR");
  }

  static Operation named(String name) {
    return Arrays.stream(values())
        .filter(operation -> operation.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new BadCommand("operation: " + name + " is none of " + Arrays.asList(values())));
  }
}
