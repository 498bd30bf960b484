package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.sandbox.fusion.FusionAccounts;
import io.mlconnector.sandbox.fusion.FusionSettings;
import io.mlconnector.sandbox.tableau.TableauAccounts;
import io.mlconnector.sandbox.zendesk.ZendeskAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {

  @TempDir Path folder;
  private DataFolder data;

  @BeforeEach
  void dataFolder() {
    data = new DataFolder(folder.resolve("data"));
  }

  @Test
  void theShippedConnectionsPointToTheSimulatedVendorsOfThisRun() throws Exception {
    Documents documents = documents("--port-base", "18080");

    assertThat(documents.systems()).containsExactly("oracle-fusion", "zendesk");
    assertThat(Files.readString(documents.connections()))
        .contains("http://127.0.0.1:18091")
        .contains("http://127.0.0.1:18092")
        .doesNotContain("@simulated");
    assertThat(documents.routes()).isPresent();
  }

  @Test
  void theShippedSecretsAreThoseOfTheSandbox() throws Exception {
    String text = Files.readString(documents().connections());

    assertThat(text)
        .contains("clientId: " + FusionAccounts.CLIENT_ID + "\n")
        .contains("clientSecret: " + FusionAccounts.CLIENT_SECRET + "\n")
        .contains("scope: " + FusionSettings.standard().scope() + "\n")
        .contains("clientId: " + ZendeskAccess.CLIENT_ID + "\n")
        .contains("clientSecret: " + ZendeskAccess.CLIENT_SECRET + "\n");
  }

  @Test
  void withTableauItsSiteAndTheFinanceStreamsAreThere() throws Exception {
    Documents documents = documents("--with-tableau");

    assertThat(documents.systems()).containsExactly("oracle-fusion", "tableau", "zendesk");
    assertThat(Files.readString(documents.connections()))
        .contains("http://127.0.0.1:8099\n")
        .contains("tokenName: " + TableauAccounts.PAT_NAME + "\n")
        .contains("tokenSecret: \"" + TableauAccounts.PAT_SECRET + "\"\n")
        .contains("gl-postings: { enabled: true")
        .doesNotContain("@simulated");
    assertThat(Files.readString(documents.routes().orElseThrow())).contains("to: tableau");
  }

  @Test
  void ownConnectionsComeWithoutTheShippedRoutes() throws Exception {
    Path own = write("connections: [{id: a, system: zendesk}]");

    Documents documents = documents("--no-sandbox", "--connections", own.toString());

    assertThat(documents.connections()).isEqualTo(own);
    assertThat(documents.routes()).isEmpty();
    assertThat(documents.systems()).containsExactly("zendesk");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          connections: [{id: a, system: sap}] | no service for the system 'sap' of connection 'a'
          connections: [{id: a}]              | connection 'a' names no system.
          connections: []                     | has no list 'connections'
          routes: []                          | has no list 'connections'
          connections: [                      | is not a YAML document
          """)
  void aWrongDocumentIsNamedWithWhatIsWrong(String text, String sentence) throws Exception {
    Path own = write(text);

    assertThatThrownBy(() -> documents("--connections", own.toString()))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining(own.toString())
        .hasMessageContaining(sentence);
  }

  private Documents documents(String... arguments) {
    return Documents.of(OptionsParser.parse(folder, arguments, Map.of()), data);
  }

  private Path write(String text) throws Exception {
    return Files.writeString(folder.resolve("own.yaml"), text);
  }
}
