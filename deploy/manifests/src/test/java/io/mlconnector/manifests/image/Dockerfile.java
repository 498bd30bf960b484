package io.mlconnector.manifests.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Dockerfile by its stages; the last of them, with those that it rests on, is the image. */
record Dockerfile(List<Stage> stages) {

  /**
   * @param base an image, or the name of an earlier stage
   * @param name empty for a stage without one
   * @param lines its instructions after FROM, comments left out
   */
  record Stage(String base, String name, List<String> lines) {

    Stream<String> starting(String instruction) {
      return lines.stream()
          .filter(line -> line.startsWith(instruction + " "))
          .map(line -> line.substring(instruction.length() + 1));
    }
  }

  static Dockerfile of(String text) {
    List<Stage> stages = new ArrayList<>();
    for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
      if (line.startsWith("FROM ")) {
        String[] words = line.split(" ");
        stages.add(new Stage(words[1], words.length > 3 ? words[3] : "", new ArrayList<>()));
      } else if (!line.startsWith("#")) {
        stages.get(stages.size() - 1).lines().add(line);
      }
    }
    return new Dockerfile(List.copyOf(stages));
  }

  Stage last() {
    return stages.get(stages.size() - 1);
  }

  Optional<Stage> named(String name) {
    return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
  }

  /** The last stage and those that it rests on, the first of which names an image. */
  List<Stage> image() {
    List<Stage> image = new ArrayList<>();
    Optional<Stage> next = Optional.of(last());
    while (next.isPresent()) {
      image.add(0, next.get());
      next = named(next.get().base());
    }
    return image;
  }

  /** Those that are thrown away. */
  List<Stage> helpers() {
    List<Stage> helpers = new ArrayList<>(stages);
    helpers.removeAll(image());
    return helpers;
  }
}
