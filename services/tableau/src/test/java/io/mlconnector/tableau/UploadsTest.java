package io.mlconnector.tableau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.TableChange.Action;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are uploaded in chunks, one after the other and none of them twice. */
@QuarkusTest
class UploadsTest extends TableauTest {

  private static final int CHUNKS = 4;

  private Connection connectWithSmallChunks() {
    ObjectNode document = document();
    document.putObject("settings").put("chunkMegabytes", 1);
    return connect(document);
  }

  /** Rows that no compression makes small: a little more than three chunks. */
  private static Rows large() {
    Random random = new Random(7);
    List<List<JsonNode>> rows = new ArrayList<>();
    for (int i = 0; i < 3_500; i++) {
      byte[] noise = new byte[700];
      random.nextBytes(noise);
      rows.add(Rows.line("I-" + i, 1, "0.1", "EUR", Base64.getEncoder().encodeToString(noise)));
    }
    return new Rows(Rows.LINES, rows);
  }

  /** How many chunks each upload got. */
  private Map<String, Integer> chunks(long since) {
    Map<String, Integer> chunks = new HashMap<>();
    site.callsSince(since).stream()
        .filter(call -> call.startsWith("PUT") && call.contains("/fileUploads/"))
        .forEach(call -> chunks.merge(call.split(" ")[1], 1, Integer::sum));
    return chunks;
  }

  @Test
  void aLargeFileGoesUpInOrderAndIsWhole() {
    Connection connection = connectWithSmallChunks();
    site.patch("/settings", "{\"chunkMillis\":50}");
    long before = site.now();

    published(connection, spec(), null, large());

    assertThat(chunks(before).values()).as("one upload").containsExactly(CHUNKS);
    assertThat(site.callsSince(before))
        .as("and one call that publishes it")
        .filteredOn(call -> call.matches("POST .*/datasources 20\\d"))
        .hasSize(1);
    assertThat(totals(spec().name(), "").path("rows").asInt()).isEqualTo(3_500);
    assertThat(totals(spec().name(), "").at("/columns/amount/sum").asText()).isEqualTo("350.0000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"kind\":\"applied-then-dropped\"",
        "\"kind\":\"dropped\"",
        "\"kind\":\"html\",\"status\":502",
        "\"kind\":\"status\",\"status\":500",
        "\"kind\":\"revoke-tokens\""
      })
  void anUploadThatBreaksOffIsBegunAnewAndNoChunkIsSentAgain(String fault) {
    Connection connection = connectWithSmallChunks();
    long before = site.now();
    site.fault("{" + fault + ",\"method\":\"PUT\",\"path\":\"/fileUploads/\",\"after\":1}");

    VendorFailure broken =
        catchThrowableOfType(
            VendorFailure.class,
            () -> sink().publish(connection, spec(), change(null, Action.OVERWRITE, large())));

    assertThat(broken.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(broken.sent()).as("nothing was changed").isFalse();
    assertThat(broken).hasMessageContaining("begun anew");

    published(connection, spec(), null, large());

    assertThat(chunks(before)).hasSize(2).containsValue(CHUNKS);
    assertThat(totals(spec().name(), "").path("rows").asInt()).isEqualTo(3_500);
    assertThat(sources(spec().name())).hasSize(1);
  }

  @Test
  void aSessionThatEndsBetweenUploadAndPublishTakesTheUploadWithIt() {
    Connection connection = connect();
    site.fault("{\"kind\":\"revoke-tokens\",\"method\":\"POST\",\"path\":\"/datasources$\"}");

    VendorFailure gone =
        catchThrowableOfType(
            VendorFailure.class,
            () -> sink().publish(connection, spec(), change(null, Action.OVERWRITE, Rows.hard())));

    assertThat(gone.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(gone.sent()).isFalse();
    published(connection, spec(), null, Rows.hard());
    assertThat(rows(spec().name())).hasSize(9);
  }

  @Test
  void aRowThatDoesNotFitStopsThePublishBeforeAnythingIsSent() {
    Connection connection = connect();
    long before = site.now();

    VendorFailure unfit =
        catchThrowableOfType(
            VendorFailure.class,
            () ->
                sink()
                    .publish(
                        connection,
                        spec(),
                        change(
                            null,
                            Action.OVERWRITE,
                            Rows.lines(Rows.line("I-1", 1, "0.00001", "EUR", "secret words")))));

    assertThat(unfit.kind()).isEqualTo(Kind.REJECTED);
    assertThat(unfit)
        .hasMessageContaining("column amount")
        .hasMessageNotContaining("0.00001")
        .hasMessageNotContaining("secret");
    assertThat(calls(before, "/fileUploads")).isZero();
  }

  @Test
  void aChunkThatTableauDoesNotTakeIsNoSetting() {
    ObjectNode document = document();
    document.putObject("settings").put("chunkMegabytes", 65);
    Connection connection = connect(document);

    VendorFailure refused =
        catchThrowableOfType(
            VendorFailure.class,
            () -> sink().publish(connection, spec(), change(null, Action.OVERWRITE, Rows.hard())));

    assertThat(refused).hasMessageContaining("chunkMegabytes");
  }
}
