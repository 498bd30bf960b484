package io.mlconnector.sandbox.peoplesoft;

import io.mlconnector.sandbox.BadCommand;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * The node and routings that the administrator set up for pushed messages (sheet 2.7).
 *
 * @param url PRIMARYURL of the node
 * @param headers extra HEADER properties of the node, such as a secret
 * @param operations which service operations have an active routing
 * @param aliases other names of records and fields
 * @param retryMillis after how long a message is tried again
 * @param transactionIdHeader name of the header with the transaction's id (unverified); empty: none
 * @param delivery guaranteed, or best-effort for a single try
 * @param compressed whether sendUncompressed=Y was forgotten
 * @param truncate how many of the next calls carry only the first half of their body
 */
record Push(
    String url,
    Map<String, String> headers,
    List<String> operations,
    Map<String, String> aliases,
    Integer retryMillis,
    String transactionIdHeader,
    String delivery,
    boolean compressed,
    int truncate) {

  private static final int USUAL_RETRY = 2_000;

  Push {
    if (url == null || !List.of("http", "https").contains(URI.create(url).getScheme())) {
      throw new BadCommand("url: an http or https address is expected, not " + url);
    }
    headers = headers == null ? Map.of() : Map.copyOf(headers);
    operations = operations == null ? Operation.SYNC : List.copyOf(operations);
    operations.forEach(Operation::named);
    aliases = aliases == null ? Map.of() : Map.copyOf(aliases);
    retryMillis = retryMillis == null ? Integer.valueOf(USUAL_RETRY) : retryMillis;
    transactionIdHeader = transactionIdHeader == null ? "TransactionID" : transactionIdHeader;
    delivery = delivery == null ? "guaranteed" : delivery;
    if (retryMillis < 1 || !List.of("guaranteed", "best-effort").contains(delivery)) {
      throw new BadCommand("retryMillis: above 0; delivery: guaranteed or best-effort");
    }
  }

  boolean isGuaranteed() {
    return delivery.equals("guaranteed");
  }

  Push truncate(int left) {
    return new Push(
        url,
        headers,
        operations,
        aliases,
        retryMillis,
        transactionIdHeader,
        delivery,
        compressed,
        left);
  }
}
