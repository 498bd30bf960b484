package io.mlconnector.flow.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnTokenTest {

  private static final String TOKEN = "first-token-of-this-file";

  @TempDir Path folder;

  @Test
  void theFirstTokenOfTheFileIsSentAndNoServerIsAsked() throws Exception {
    Path file = folder.resolve("tokens");
    Files.writeString(file, "# comment\n\n" + TOKEN + "\nanother-token-of-this-file\n");

    OwnToken token = new OwnToken(tokens(file), server(failing()), true);

    assertThat(token.authorization()).contains("Bearer " + TOKEN);
  }

  @Test
  void withoutFileAndServerNothingIsSent() throws Exception {
    OwnToken token = new OwnToken(tokens(null), server(failing()), false);

    assertThat(token.authorization()).isEmpty();
  }

  @Test
  void aServerThatGivesNoneIsSaidWithWhereToLookAndWithoutItsAnswer() {
    OwnToken token = new OwnToken(tokens(null), server(failing()), true);

    assertThatThrownBy(token::authorization)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("quarkus.oidc-client")
        .hasMessageNotContaining("client_secret");
  }

  @Test
  void anAnswerWithoutATokenIsNoToken() {
    Tokens empty = new Tokens(null, null, null, null, null, null, "mapping");
    OwnToken token = new OwnToken(tokens(null), server(Uni.createFrom().item(empty)), true);

    assertThatThrownBy(token::authorization).hasMessageContaining("has no access_token");
  }

  private static AccessTokens tokens(Path file) {
    return new AccessTokens(file, System::nanoTime);
  }

  private static Uni<Tokens> failing() {
    return Uni.createFrom().failure(new IllegalStateException("client_secret=x was refused"));
  }

  private static OidcClients server(Uni<Tokens> answer) {
    return new OidcClients() {
      @Override
      public OidcClient getClient() {
        return client(answer);
      }

      @Override
      public OidcClient getClient(String id) {
        return client(answer);
      }

      @Override
      public Uni<OidcClient> newClient(OidcClientConfig config) {
        throw new AssertionError("the configured client is to be used, not another one");
      }

      @Override
      public void close() {
        // holds nothing
      }
    };
  }

  private static OidcClient client(Uni<Tokens> answer) {
    return new OidcClient() {
      @Override
      public Uni<Tokens> getTokens(Map<String, String> parameters) {
        return answer;
      }

      @Override
      public Uni<Tokens> refreshTokens(String token, Map<String, String> parameters) {
        return answer;
      }

      @Override
      public Uni<Boolean> revokeAccessToken(String token, Map<String, String> parameters) {
        throw new AssertionError("a token that others may use is not to be revoked");
      }

      @Override
      public void close() {
        // holds nothing
      }
    };
  }
}
