package io.mlconnector.spi;

import java.util.List;

/**
 * The vendor's own count of what is counted here too, such as an organization's open tickets. It is
 * a check and never a source: a vendor's search may lag behind its records.
 */
public interface SpotCheck {

  /**
   * How many open records belong to a group, by one call.
   *
   * @param group the key of what they belong to, such as an organization
   * @throws VendorFailure where the vendor did not answer
   */
  long open(Connection connection, String group);

  /**
   * The keys of these, at most 1,000, by one call.
   *
   * @throws VendorFailure where the vendor did not answer
   */
  List<String> keys(Connection connection, String group);
}
