package io.mlconnector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A JVM that starts PostgreSQL with one row in it and can be killed. */
final class OtherJvm implements AutoCloseable {

  private final Process process;
  private final int port;

  private OtherJvm(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The mode {@code abandoned} unties the server, as when the tether was killed as well. */
  static OtherJvm withPostgres(Path data, String mode) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherJvm.class.getName(),
                data.toString(),
                mode)
            .redirectError(Redirect.INHERIT)
            .start();
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    while (line != null && !line.startsWith("port ")) {
      line = output.readLine();
    }
    assertThat(line).as("what the other JVM printed").isNotNull();
    return new OtherJvm(process, Integer.parseInt(line.substring("port ".length())));
  }

  int port() {
    return port;
  }

  void kill() throws Exception {
    process.destroyForcibly().waitFor();
  }

  void awaitPortFree() throws InterruptedException {
    long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!FreePort.isFree(port)) {
      assertThat(System.nanoTime()).as("30 s for the server to stop").isLessThan(limit);
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] args) throws Exception {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(args[0]), 0, Durability.FAST);
    String url = postgres.database("kept");
    EmbeddedPostgresTest.execute(postgres, url, "create table t as select 'one' as v");
    if (args[1].equals("abandoned")) {
      postgres.abandon();
    }
    System.out.println("port " + postgres.port());
    Thread.sleep(Duration.ofMinutes(5).toMillis());
  }
}
