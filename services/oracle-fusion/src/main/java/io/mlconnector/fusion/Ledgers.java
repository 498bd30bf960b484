package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ledgers, which are looked up and not published.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/financials/26d/farfa/api-ledgers-lov.html">Ledgers</a>
 */
final class Ledgers {

  static final FinanceResource LEDGERS =
      new FinanceResource(GlPostings.STREAM, "ledgersLOV", "LedgerId");

  private static final int MOST = 500;

  private Ledgers() {}

  /** Currencies by the names of ledgers; empty where the settings say not to ask. */
  static Map<String, String> currencies(Connection connection) {
    Map<String, String> currencies = new HashMap<>();
    if (new FinanceSettings(connection.settings()).readLedgers()) {
      List<JsonNode> all = LEDGERS.list(connection, null, null, null, MOST, 0).items();
      for (JsonNode each : all) {
        FusionRow ledger = new FusionRow(each);
        String currency = ledger.text("CurrencyCode");
        if (ledger.text("Name") != null && currency != null) {
          currencies.put(ledger.text("Name"), currency);
        }
      }
    }
    return currencies;
  }
}
