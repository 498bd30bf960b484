package io.mlconnector.manifests.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlconnector.manifests.configuration.Setting.Group;
import io.mlconnector.manifests.render.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

  private static final Path PAGE = Repository.ROOT.resolve("docs").resolve("configuration.md");
  private static final Path SOURCE = Repository.ROOT.resolve("common/any/src/main/java/Any.java");

  @Test
  void thePageSaysWhatTheInterfacesSay() throws IOException {
    String page = Reference.page(Interfaces.all());
    if (Boolean.getBoolean("configuration.write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE)
        .as("docs/configuration.md is not what the interfaces say: write it with the command in it")
        .hasContent(page);
  }

  @Test
  void everySettingHasAMeaning() {
    List<Group> all = Interfaces.all();

    assertThat(all).hasSizeGreaterThan(8).allSatisfy(g -> assertThat(g.meaning()).isNotBlank());
    assertThat(all.stream().flatMap(group -> group.settings().stream()))
        .hasSizeGreaterThan(60)
        .allSatisfy(each -> assertThat(each.meaning()).as(each.key()).isNotBlank());
  }

  @Test
  void groupsWithinGroupsAndNamesAreFollowed() {
    List<Group> groups =
        Interfaces.in(
            SOURCE,
            """
            /** What {@code any} is told. */
            @ConfigMapping(prefix = "a.b")
            interface Any {
              /** How long it
               * may take. */
              @WithDefault("7s") Duration readTimeout();
              Retry retry();
              /** Who there is. */
              Map<String, Peer> peers();
              Optional<List<String>> noProxy();
              Kind kind();
              /** Again. */
              interface Retry {
                /** How often. */
                int most();
                Deeper deeper();
                interface Deeper { @WithDefault("") String x(); }
              }
              interface Peer { Optional<URI> url(); }
              enum Kind { AUTO, BY_HAND }
            }
            """);

    assertThat(groups).hasSize(1);
    assertThat(groups.get(0).meaning()).isEqualTo("What `any` is told.");
    assertThat(groups.get(0).settings())
        .containsExactly(
            new Setting(
                "a.b.read-timeout", "duration", Optional.of("7s"), false, "How long it may take."),
            Setting.group("a.b.retry", "Again."),
            new Setting("a.b.retry.most", "whole number", Optional.empty(), false, "How often."),
            Setting.group("a.b.retry.deeper", ""),
            new Setting("a.b.retry.deeper.x", "text", Optional.of(""), false, ""),
            Setting.group("a.b.peers.\"NAME\"", "Who there is."),
            new Setting("a.b.peers.\"NAME\".url", "address", Optional.empty(), true, ""),
            new Setting("a.b.no-proxy", "text, several by commas", Optional.empty(), true, ""),
            new Setting("a.b.kind", "`auto`, `by-hand`", Optional.empty(), false, ""));
  }

  @Test
  void aKindOfValueWithoutWordsIsRefused() {
    assertThatThrownBy(
            () ->
                Interfaces.in(
                    SOURCE, "@ConfigMapping(prefix = \"a\") interface Any { Pattern p(); }"))
        .hasMessageContaining("Any: say in Interfaces what a person writes for Pattern");
  }
}
