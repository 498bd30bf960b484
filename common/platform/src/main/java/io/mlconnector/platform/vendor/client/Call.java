package io.mlconnector.platform.vendor.client;

import io.mlconnector.platform.vendor.transport.Request;

/**
 * A call as an adapter made it: not signed yet.
 *
 * @param template the path with its parameters' names instead of values, for logs and metrics
 * @param read whether it changes nothing at the vendor
 * @param cost how much of the budgets it takes
 */
public record Call(Request request, String template, boolean read, int cost) {

  public Call(Request request, String template, boolean read) {
    this(request, template, read, 1);
  }
}
