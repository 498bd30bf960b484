package io.mlconnector.flow.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.TestConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyedHashTest {

  private static final String FILE = "audit.hash-key-file";

  @TempDir Path folder;

  @Test
  void equalValuesHaveEqualHashesUnderOneKeyOnly() throws Exception {
    KeyedHash one = new KeyedHash(TestConfig.of(FILE, key("one", 1).toString()));
    KeyedHash same = new KeyedHash(TestConfig.of(FILE, key("same", 1).toString()));
    KeyedHash other = new KeyedHash(TestConfig.of(FILE, key("other", 2).toString()));

    assertThat(one.of("a@example.com")).isEqualTo(same.of("a@example.com")).hasSize(32);
    assertThat(one.of("a@example.com")).isNotEqualTo(one.of("b@example.com"));
    assertThat(one.of("a@example.com")).isNotEqualTo(other.of("a@example.com"));
    assertThat(one.of(null)).isNull();
  }

  @Test
  void aMissingKeyStopsTheStartWithTheCommandThatMakesOne() {
    assertThatThrownBy(() -> new KeyedHash(TestConfig.of()))
        .hasMessageContaining("mlconnector.audit.hash-key-file")
        .hasMessageContaining("openssl rand -base64 32");
  }

  @Test
  void aFileWithoutAKeyIsRefusedByName() throws Exception {
    Path shortOne = Files.writeString(folder.resolve("short"), "c2hvcnQ=");
    Path absent = folder.resolve("absent");

    assertThatThrownBy(() -> new KeyedHash(TestConfig.of(FILE, shortOne.toString())))
        .hasMessageContaining(shortOne.toString())
        .hasMessageContaining("5 bytes");
    assertThatThrownBy(() -> new KeyedHash(TestConfig.of(FILE, absent.toString())))
        .hasMessageContaining(absent.toString());
  }

  @Test
  void inTheLocalRunAllServicesMakeAndUseOneKey() throws Exception {
    Path file = folder.resolve("new/audit-hash.key");
    FlowConfig local = TestConfig.of("local", "true", FILE, file.toString());
    List<CompletableFuture<String>> hashes =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> new KeyedHash(local).of("x")))
            .toList();

    assertThat(hashes.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  private Path key(String name, int filling) throws Exception {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) filling);
    return Files.writeString(folder.resolve(name), Base64.getEncoder().encodeToString(bytes));
  }
}
