package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/local/run} in a clone of one service, with a Java and a Maven that only answer. */
class RunScriptTest {

  private static final String JAR = "deploy/local/target/local-1.0.0-SNAPSHOT.jar";
  private static final String RUN_JAR = "services/zendesk/target/quarkus-app/quarkus-run.jar";

  @TempDir Path clone;
  private Path tools;

  @BeforeEach
  void aCloneWithTools() throws Exception {
    Path script = write("deploy/local/run", Files.readString(Path.of("run")));
    script.toFile().setExecutable(true);
    write("deploy/local/src/main/resources/help.txt", "the options\n");
    write("deploy/local/src/main/java/Launcher.java", "");
    write("services/zendesk/pom.xml", "");
    write("services/zendesk/src/main/java/Zendesk.java", "");
    write("common/spi/src/main/java/Adapter.java", "");
    write("pom.xml", "");
    tools = clone.resolve("tools");
    tool("jdk/bin/java", "case \"$1\" in -version) echo 'openjdk version \"17.0.1\"' >&2;;");
    tool("jdk/bin/javac", "case \"$1\" in *) ;;");
    tool(
        "path/mvn",
        "case \"$1\" in *) echo \"mvn $*\"; mkdir -p deploy/local/target/lib"
            + " services/zendesk/target/quarkus-app; : > deploy/local/target/lib/a.jar; : > "
            + JAR
            + "; : > "
            + RUN_JAR
            + ";;");
  }

  @Test
  void whatIsMissingIsBuiltAndTheLauncherRunsFromACopy() throws Exception {
    Ran first = run();

    assertThat(first.output())
        .contains("Building (" + JAR + " is missing)")
        .contains("-pl deploy/local,services/zendesk -am package")
        .contains("java -Xmx768m")
        .contains("-cp " + clone.toRealPath() + "/.mlconnector/launcher.");
    assertThat(first.code()).isZero();

    assertThat(run().output()).doesNotContain("Building");
  }

  @Test
  void executablesAreBuiltAsSuch() throws Exception {
    Ran ran = run("--native");

    assertThat(ran.output())
        .contains("mvn -q -B -DskipTests -Dnative ")
        .contains("The build made no services/zendesk/target/zendesk-1.0.0-SNAPSHOT-runner");
  }

  @Test
  void aSourceThatIsNewerThanItsJarsIsBuilt() throws Exception {
    run();
    Path source = clone.resolve("common/spi/src/main/java/Adapter.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));

    assertThat(run().output()).contains("(common/spi/src/main/java/Adapter.java is newer than ");
  }

  @Test
  void aMissingJdkIsOneSentence() throws Exception {
    Ran ran = run(Map.of("JAVA_HOME", "/nowhere"));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.output())
        .isEqualTo(
            "JAVA_HOME is /nowhere, where there is no bin/java: point it to a JDK 17 or newer.\n");
  }

  @Test
  void anOldJavaIsOneSentence() throws Exception {
    tool("jdk/bin/java", "case \"$1\" in -version) echo 'java version \"1.8.0_202\"' >&2;;");

    assertThat(run().output())
        .isEqualTo(
            tools.resolve("jdk/bin/java")
                + " is Java 8: install a JDK 17 or newer and set JAVA_HOME to it.\n");
  }

  @Test
  void aMissingMavenIsOneSentence() throws Exception {
    Files.delete(tools.resolve("path/mvn"));

    for (String name : List.of("dirname", "basename", "find", "sed", "head")) {
      tool("path/" + name, "case 1 in *) exec " + installed(name) + " \"$@\";;");
    }

    Ran ran = run(Map.of("PATH", tools.resolve("path").toString()));

    assertThat(ran.output())
        .isEqualTo(
            JAR
                + " is missing, and there is no Maven to build it: install Maven 3.8.6 or"
                + " newer.\n");
  }

  @Test
  void aBuildThatFailsEndsTheStart() throws Exception {
    tool("path/mvn", "case \"$1\" in *) echo broken; exit 1;;");

    Ran ran = run();

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.output()).endsWith("broken\nThe build failed: see the lines above.\n");
  }

  @Test
  void helpNeedsNothing() throws Exception {
    assertThat(run(Map.of("JAVA_HOME", "/nowhere"), "--help").output()).isEqualTo("the options\n");
  }

  private static Path installed(String name) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private record Ran(int code, String output) {}

  private Ran run(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  private Ran run(Map<String, String> environment, String... arguments) throws Exception {
    var builder = new ProcessBuilder(clone.resolve("deploy/local/run").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().keySet().removeIf(name -> name.startsWith("MLCONNECTOR_"));
    builder.environment().put("JAVA_HOME", tools.resolve("jdk").toString());
    builder.environment().put("PATH", tools.resolve("path") + ":" + System.getenv("PATH"));
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), output);
  }

  private void tool(String name, String cases) throws Exception {
    String script = "#!/bin/sh\n" + cases + "\n*) echo \"java $*\";;\nesac\n";
    Path tool = tools.resolve(name);
    Files.createDirectories(tool.getParent());
    Files.writeString(tool, script);
    tool.toFile().setExecutable(true);
  }

  private Path write(String name, String text) throws Exception {
    Path file = clone.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
