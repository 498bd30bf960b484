package io.mlconnector.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlconnector.manifests.render.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that runs or is deployed trusts everybody, or leaves host names unchecked. */
class NoTrustOfAllTest {

  private static final Pattern TRUSTS =
      Pattern.compile(
          "setTrustAll\\(\\s*(?!false)|setVerifyHost\\(\\s*(?!true)|trust-all\\s*[=:]\\s*true"
              + "|TRUST_ALL\\W+true|TrustAllOptions|InsecureTrustManager|NoopHostnameVerifier"
              + "|HostnameVerifier\\b|(implements|extends|new) X509(Extended)?TrustManager"
              + "|disableHostnameVerification|hostname-verification-algorithm\\s*[=:]\\s*NONE"
              + "|endpoint[._]identification[._]algorithm\\s*[=:]\\s*[\"']?[\"']?\\s*$"
              + "|sslmode=(allow|prefer|require)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  private static final List<String> KINDS =
      List.of(".java", ".properties", ".yaml", ".yml", ".json", "Dockerfile", ".sh");

  @Test
  void noMainSourceAndNoManifestDoes() {
    List<String> found =
        files()
            .filter(file -> TRUSTS.matcher(text(file)).find())
            .map(file -> Repository.ROOT.relativize(file).toString())
            .toList();

    assertThat(files().count()).isGreaterThan(500);
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "options.setTrustAll(true)",
        ".setVerifyHost(check)",
        "quarkus.tls.trust-all=true",
        "QUARKUS_TLS_TRUST_ALL: \"true\"",
        "new X509TrustManager() {",
        "client.setHostnameVerifier(x)",
        "kafka.ssl.endpoint.identification.algorithm=",
        "jdbc:postgresql://db/x?sslmode=require"
      })
  void itIsSeenWhereSomethingDoes(String planted) {
    assertThat(TRUSTS.matcher(planted).find()).isTrue();
  }

  private static Stream<Path> files() {
    try (Stream<Path> all = Files.walk(Repository.ROOT)) {
      return all
          .filter(file -> KINDS.stream().anyMatch(file.toString()::endsWith))
          .filter(file -> !inPart(file, "target", "test", ".git"))
          .toList()
          .stream()
          .filter(Files::isRegularFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean inPart(Path file, String... names) {
    for (Path part : Repository.ROOT.relativize(file)) {
      if (List.of(names).contains(part.toString())) {
        return true;
      }
    }
    return false;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
