package io.mlconnector.peoplesoft;

import java.util.Optional;

/**
 * The key of a vendor: the same number may stand for another one in another SETID. Numbers are text
 * with their leading zeros.
 */
record VendorKey(String setId, String vendorId) {

  private static final String BETWEEN = ":";

  /** Empty where the text is none, or a part could not be said in a list of prompts. */
  static Optional<VendorKey> of(String text) {
    String[] parts = text.split(BETWEEN, 2);
    boolean good = parts.length == 2 && !parts[0].isBlank() && !parts[1].isBlank();
    return good && !text.contains(",")
        ? Optional.of(new VendorKey(parts[0], parts[1]))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return setId + BETWEEN + vendorId;
  }
}
