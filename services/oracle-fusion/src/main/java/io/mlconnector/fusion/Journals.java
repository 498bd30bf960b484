package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.fusion.api.FinanceApi;
import io.mlconnector.fusion.api.FusionPage;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.VendorFailure;
import java.util.Optional;
import java.util.function.Supplier;

/** Calls for journals and their lines, which there are below their batches only. */
final class Journals {

  static final String HEADERS = "journalHeaders";
  static final String LINES = "journalLines";
  static final String NUMBER = "JeLineNumber";
  static final int PAGE = 500;

  private static final String BATCHES = "journalBatches";
  private static final String NAME = "JournalName";
  private static final int NOT_FOUND = 404;

  private final Connection connection;
  private final FusionSettings settings;

  Journals(Connection connection) {
    this.connection = connection;
    this.settings = new FusionSettings(connection.settings());
  }

  private FinanceApi api() {
    return connection.client(FinanceApi.class);
  }

  private String framework() {
    return String.valueOf(settings.framework());
  }

  /** A batch, or nothing where there is none of that key. */
  Optional<JsonNode> batch(String batch) {
    return found(
        () -> api().item(settings.version(), BATCHES, batch, framework(), FinanceResource.LINKS));
  }

  /** A journal, or nothing where there is none of that key. */
  Optional<JsonNode> header(String batch, String header) {
    return found(
        () ->
            api()
                .child(
                    settings.version(),
                    BATCHES,
                    batch,
                    HEADERS,
                    header,
                    framework(),
                    FinanceResource.LINKS));
  }

  private static Optional<JsonNode> found(Supplier<JsonNode> call) {
    try {
      return Optional.of(FinanceResource.granted(BATCHES, call));
    } catch (VendorFailure e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** A page of a batch's journals, in the order of their names. */
  FusionPage headers(String batch, int offset) {
    return FinanceResource.granted(
        HEADERS,
        () ->
            api()
                .children(
                    settings.version(),
                    BATCHES,
                    batch,
                    HEADERS,
                    framework(),
                    null,
                    null,
                    NAME + ":asc",
                    FinanceResource.LINKS,
                    PAGE,
                    offset));
  }

  /**
   * A page of a journal's lines, in the order of their numbers.
   *
   * @param q null for all
   */
  FusionPage lines(String batch, String header, String q, int offset) {
    return FinanceResource.granted(
        LINES,
        () ->
            api()
                .grandchildren(
                    settings.version(),
                    BATCHES,
                    batch,
                    HEADERS,
                    header,
                    LINES,
                    framework(),
                    q,
                    NUMBER + ":asc",
                    FinanceResource.LINKS,
                    PAGE,
                    offset));
  }
}
