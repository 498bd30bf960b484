package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingLogTest {

  @TempDir Path folder;

  @Test
  void twoFilesNeverGrowBeyondTheirLimitAndHoldTheNewestLines() throws Exception {
    Path file = folder.resolve("service.log");
    RotatingLog log = new RotatingLog(file, 1_000);

    log.copy(lines(10_000));

    assertThat(Files.size(file)).isLessThan(1_100);
    assertThat(Files.size(folder.resolve("service.log.1"))).isLessThan(1_100);
    assertThat(Files.readString(file)).endsWith("line 9999\n");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void theLastLinesAreAtHand() throws Exception {
    RotatingLog log = new RotatingLog(folder.resolve("service.log"), 1_000);

    log.copy(lines(100));

    assertThat(log.lastLines()).hasSize(RotatingLog.LAST_LINES).endsWith("line 98", "line 99");
  }

  @Test
  void aLogThatCannotBeWrittenDoesNotStopTheReading() throws Exception {
    Path inTheWay = Files.createDirectory(folder.resolve("service.log"));
    RotatingLog log = new RotatingLog(inTheWay, 1_000);

    log.copy(lines(3));

    assertThat(log.lastLines()).containsExactly("line 0", "line 1", "line 2");
  }

  private static ByteArrayInputStream lines(int count) {
    String text =
        IntStream.range(0, count).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
