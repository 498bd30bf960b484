package io.mlconnector.sandbox;

import java.util.regex.Pattern;

/**
 * Chooses calls of the ledger; a null member accepts any value, the path is a regex to be found.
 */
public record LedgerFilter(String vendor, String method, Pattern path, long after) {

  public static LedgerFilter all() {
    return new LedgerFilter(null, null, null, 0);
  }

  public static LedgerFilter of(String vendor, String method, String pathRegex) {
    Pattern path = pathRegex == null ? null : Pattern.compile(pathRegex);
    return new LedgerFilter(vendor, method, path, 0);
  }

  /** The same choice, restricted to calls that arrived after that sequence number. */
  public LedgerFilter after(long sequence) {
    return new LedgerFilter(vendor, method, path, sequence);
  }

  boolean accepts(LedgerCall call) {
    LedgerCall.Arrival arrival = call.arrival;
    return call.sequence > after
        && (vendor == null || vendor.equals(arrival.vendor()))
        && (method == null || method.equalsIgnoreCase(arrival.method()))
        && (path == null || path.matcher(arrival.path()).find());
  }
}
