package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsParserTest {

  @TempDir Path repository;

  @Test
  void withoutArgumentsTheDocumentedPortsAndTheFolderInTheCloneAreUsed() {
    Options options = parse();

    assertThat(options.data()).isEqualTo(repository.resolve(".mlconnector"));
    assertThat(options.ports().byName())
        .containsEntry("console", 8080)
        .containsEntry("oracle-fusion", 8081)
        .containsEntry("zendesk", 8085)
        .containsEntry("mapping", 8088)
        .containsEntry("sandbox", 8090)
        .containsEntry("simulated-fusion", 8091)
        .containsEntry("simulated-zendesk", 8092)
        .containsEntry("kafka", 19092)
        .containsEntry("postgres", 15432);
    assertThat(options.sandbox()).isTrue();
    assertThat(options.reset()).isFalse();
    assertThat(options.company()).isEqualTo(Options.Company.DEFAULT);
  }

  @Test
  void valuesMayFollowTheOptionOrAnEqualsSign() throws Exception {
    Path file = Files.writeString(repository.resolve("mine.yaml"), "connections: []");

    Options options =
        parse("--port=console=9080", "--data", "here", "--connections=" + file, "--reset");

    assertThat(options.ports().of("console")).isEqualTo(9080);
    assertThat(options.data()).isEqualTo(Path.of("here").toAbsolutePath());
    assertThat(options.connections()).contains(file);
    assertThat(options.reset()).isTrue();
  }

  @Test
  void tableauComesWithItsOptionAndWithTheProgramThatWritesItsFiles() throws Exception {
    Path hyperd = Files.writeString(repository.resolve("hyperd"), "");
    assertThat(hyperd.toFile().setExecutable(true)).isTrue();

    assertThat(parse().tableau()).isFalse();
    assertThat(parse("--with-tableau").tableau()).isTrue();
    assertThat(parse("--with-tableau").documents()).isEqualTo("oracle-fusion-tableau");
    Options options = parse("--with-hyperd", hyperd.toString());
    assertThat(options.tableau()).isTrue();
    assertThat(options.hyperd()).contains(hyperd);
    assertThatThrownBy(() -> parse("--with-hyperd", repository.toString()))
        .hasMessageContaining("docs/tableau.md says where hyperd comes from");
    assertThatThrownBy(() -> parse("--with-tableau", "--erp", "peoplesoft"))
        .hasMessageContaining("--with-tableau is for --erp oracle-fusion");
  }

  @Test
  void oneBaseMovesEveryPortAndASinglePortStillWins() {
    Options options = parse("--port", "kafka=29092", "--port-base", "18080");

    assertThat(options.ports().of("console")).isEqualTo(18080);
    assertThat(options.ports().of("zendesk")).isEqualTo(18085);
    assertThat(options.ports().of("postgres")).isEqualTo(18131);
    assertThat(options.ports().of("kafka")).isEqualTo(29092);
  }

  @Test
  void servicesAreJarsUnlessExecutablesAreAskedFor() {
    assertThat(parse().form()).isEqualTo(CopiedApp.Form.JARS);
    assertThat(parse("--native").form()).isEqualTo(CopiedApp.Form.EXECUTABLE);
  }

  @Test
  void bothSidesOfAFirstMeetingAreAsLargeAsIsSaid() {
    assertThat(parse("--erp", "jdedwards", "--two-sides", "5000").twoSides()).isEqualTo(5000);
    assertThat(parse("--erp", "jdedwards").twoSides()).isZero();
  }

  @Test
  void replicasAreSaidForAllAdaptersOrForSomeByName() {
    Service zendesk = new Service("zendesk", true);
    Service fusion = new Service("oracle-fusion", true);

    Replicas all = parse("--replicas", "2").replicas();
    Replicas some = parse("--replicas", "oracle-fusion=3").replicas();

    assertThat(all.of(zendesk)).isEqualTo(2);
    assertThat(all.of(Service.MAPPING)).isEqualTo(1);
    assertThat(some.of(fusion)).isEqualTo(3);
    assertThat(some.of(zendesk)).isEqualTo(1);
  }

  @Test
  void theEnvironmentCountsWhereNoArgumentSaysOtherwise() {
    Map<String, String> environment =
        Map.of(
            "MLCONNECTOR_DATA", "/somewhere",
            "MLCONNECTOR_PORT_ORACLE_FUSION", "9001",
            "MLCONNECTOR_PORT_CONSOLE", "9000");

    Options options =
        OptionsParser.parse(repository, new String[] {"--port", "console=9100"}, environment);

    assertThat(options.data()).isEqualTo(Path.of("/somewhere"));
    assertThat(options.ports().of("oracle-fusion")).isEqualTo(9001);
    assertThat(options.ports().of("console")).isEqualTo(9100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --fast                      | Option --fast is unknown; --help lists those there are.
          --port-base                 | Option --port-base needs a value after it; --help shows which.
          --port-base=many            | --port-base needs a whole number, not 'many'.
          --port-base=65500           | Port 65550 for kafka is not between 1 and 65535.
          --port=9080                 | --port 9080: write it as --port console=9080.
          --port=consul=9080          | no part has that name
          --port=console=0            | Port 0 for console is not between 1 and 65535.
          --replicas=9                | --replicas is from 1 to 3, not 9.
          --replicas=many             | --replicas needs a whole number, not 'many'.
          --replicas=zendesk=0        | --replicas zendesk is from 1 to 3, not 0.
          --replicas=zendesk=2,sap=2  | --replicas sap=2: write it as --replicas oracle-fusion=3,zendesk=2; there are the adapters oracle-fusion, peoplesoft
          --replicas=zendesk=2,jde    | --replicas jde: write it as
          --replicas=tableau=1,tableau=2 | --replicas names tableau twice.
          --erp=sap                   | --erp sap: choose one of oracle-fusion, dynamics365, jdedwards, peoplesoft.
          --sandbox-company=huge      | --sandbox-company is small, medium, default or large, not 'huge'.
          --two-sides=7               | --two-sides is from 20 to 50000 records, not 7.
          --two-sides=100             | --two-sides is for --erp jdedwards, beside which is Zoho CRM.
          --no-sandbox                | --no-sandbox needs --connections FILE
          --connections=missing.yaml  | names missing.yaml, which is not a file that can be read.
          """)
  void whatItDoesNotUnderstandEndsWithASentence(String argument, String sentence) {
    assertThatThrownBy(() -> parse(argument))
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining(sentence);
  }

  private Options parse(String... arguments) {
    return OptionsParser.parse(repository, arguments, Map.of());
  }
}
