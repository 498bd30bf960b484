package io.mlconnector.console.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.console.ledger.LedgerRig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ledger verified from a command line. */
class VerifyCommandTest {

  private final LedgerRig rig = new LedgerRig();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String url, String... arguments) {
    return VerifyCommand.run(
        arguments,
        Map.of(
            "QUARKUS_DATASOURCE_JDBC_URL",
            url,
            "QUARKUS_DATASOURCE_USERNAME",
            "postgres",
            "QUARKUS_DATASOURCE_PASSWORD",
            "postgres",
            "MLCONNECTOR_AUDIT_HASH_KEY_FILE",
            rig.keyFile.toString()),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String said() {
    String said = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return said;
  }

  @Test
  void itTellsThatEverythingFitsAndTheHeadToKeep() {
    rig.ledger.enter(List.of(rig.written("erp|customer|1", "a")));

    assertThat(run(rig.url)).isZero();

    String said = said();
    assertThat(said).startsWith("FITS 1 entries in 1 blocks since 2026-03-31").contains("HEAD 1:");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("1 of 1 days, 1 entries");
    String head = said.substring(said.indexOf("1:")).strip();
    assertThat(run(rig.url, head)).isZero();
    assertThat(run(rig.url, head.replaceFirst("1:", "2:"))).isEqualTo(VerifyCommand.BROKEN);
  }

  @Test
  void itNamesTheFirstEntryThatDoesNotFit() {
    rig.ledger.enter(List.of(rig.written("erp|customer|1", "a")));
    rig.tamper("update audit_event set message = 'x'");

    assertThat(run(rig.url)).isEqualTo(VerifyCommand.BROKEN);
    assertThat(said()).startsWith("BROKEN Entry ").contains("it is not what was entered");
  }

  @Test
  void whatCannotBeReadIsNoVerdict() {
    assertThat(run("jdbc:postgresql://127.0.0.1:1/none")).isEqualTo(VerifyCommand.FAILED);
    assertThat(run(rig.url, "not-a-head")).isEqualTo(VerifyCommand.FAILED);
    assertThat(said()).isEmpty();
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage: VerifyCommand [HEAD]");
  }
}
