package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.fusion.api.FusionApi;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out whether a pod understands what a finance stream asks: whether it has the attributes and
 * children that the settings name, whether changes can be asked for, and whether the filter is in
 * the grammar of this resource, since a wrong one answers 200 with no rows.
 */
final class FinanceSelfTest {

  private final Connection connection;
  private final FinanceResource resource;
  private final FinanceSettings settings;

  FinanceSelfTest(Connection connection, FinanceResource resource) {
    this.connection = connection;
    this.resource = resource;
    this.settings = new FinanceSettings(connection.settings());
  }

  /**
   * Asks.
   *
   * @param children that are read with it, those of children behind a dot
   * @throws VendorFailure of kind REJECTED, saying which setting to change or which right is
   *     missing
   */
  void run(List<String> children) {
    boolean any = any(null);
    described(children);
    String expand = children.isEmpty() ? null : String.join(",", children);
    resource.list(connection, null, null, expand, 1, 0);
    String stamp = settings.stamp(resource.stream());
    if (stamp != null && any) {
      filtered(stamp);
    }
  }

  private boolean any(String q) {
    return !resource.list(connection, q, null, null, 1, 0).items().isEmpty();
  }

  private void filtered(String stamp) {
    Instant now = connection.clock().instant();
    String q = settings.dialect(resource.stream()).window(stamp, Instant.EPOCH, now);
    boolean found;
    try {
      found = any(q);
    } catch (VendorFailure e) {
      if (e.status() != 400) {
        throw e;
      }
      throw VendorFailure.rejected(
          400,
          "%s refuses the filter %s: correct financeFilters or financeStamps of %s. %s"
              .formatted(resource.name(), q, resource.stream(), e.getMessage()));
    }
    if (!found) {
      throw VendorFailure.rejected(
          200,
          "%s has rows, but the filter %s finds none: correct financeFilters of %s, or restFrameworkVersion"
              .formatted(resource.name(), q, resource.stream()));
    }
  }

  private void described(List<String> children) {
    JsonNode described;
    try {
      described =
          connection
              .client(FusionApi.class)
              .describe(
                  "fscmRestApi",
                  settings.fusion().version(),
                  resource.name(),
                  String.valueOf(settings.fusion().framework()));
    } catch (VendorFailure e) {
      if (e.status() == 403 || e.status() == 404) {
        // Some pods let nobody describe; the questions below tell as much, in other words.
        return;
      }
      throw e;
    }
    JsonNode own = described.path("Resources").path(resource.name());
    if (own.path("attributes").isArray()) {
      stamped(own);
      needed(own);
      children.forEach(path -> child(own, path));
    }
  }

  private void stamped(JsonNode own) {
    String stamp = settings.stamp(resource.stream());
    if (stamp == null) {
      return;
    }
    List<String> others = new ArrayList<>();
    for (JsonNode attribute : own.path("attributes")) {
      boolean queryable = attribute.path("queryable").asBoolean(true);
      String name = attribute.path("name").asText();
      if (name.equals(stamp) && queryable) {
        return;
      }
      if (queryable && attribute.path("type").asText().contains("date")) {
        others.add(name);
      }
    }
    throw VendorFailure.rejected(
        200,
        "%s cannot be asked by %s: set financeStamps of %s to one of %s, or to none, which reads everything each time"
            .formatted(resource.name(), stamp, resource.stream(), others));
  }

  private void needed(JsonNode own) {
    for (String name : settings.needed(resource.stream())) {
      boolean there = false;
      for (JsonNode attribute : own.path("attributes")) {
        there |= attribute.path("name").asText().equals(name);
      }
      if (!there) {
        throw VendorFailure.rejected(
            200,
            "%s has no attribute %s: correct the settings of %s"
                .formatted(resource.name(), name, resource.stream()));
      }
    }
  }

  private void child(JsonNode own, String path) {
    JsonNode at = own;
    for (String name : path.split("\\.")) {
      JsonNode children = at.path("children");
      if (!children.has(name)) {
        throw VendorFailure.rejected(
            200,
            "%s has no child %s: correct what is read with %s"
                .formatted(resource.name(), path, resource.stream()));
      }
      at = children.path(name);
    }
  }
}
