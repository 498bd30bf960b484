package io.mlconnector.platform.connection;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** On which line of a YAML text a field is, so that what is wrong with it can be found. */
final class YamlLines {

  private static final int DEEPEST = 20;

  private final Map<String, Integer> lines = new HashMap<>();

  /**
   * @param text that {@link DocumentText} has read without a problem
   */
  YamlLines(String text) {
    Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
    if (root != null) {
      walk(root, "", 0);
    }
  }

  /** The line of a field, from 1; of what it is in, where it is not there itself. */
  int of(String path) {
    String at = path;
    while (!lines.containsKey(at) && at.contains(".")) {
      at = at.substring(0, at.lastIndexOf('.'));
    }
    return lines.getOrDefault(at, 1);
  }

  private void walk(Node node, String path, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    if (node instanceof MappingNode map) {
      for (NodeTuple tuple : map.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          String below = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
          lines.putIfAbsent(below, key.getStartMark().getLine() + 1);
          walk(tuple.getValueNode(), below, depth + 1);
        }
      }
    } else if (node instanceof SequenceNode list) {
      int number = 0;
      for (Node item : list.getValue()) {
        number++;
        String below = path + "[" + number + "]";
        lines.putIfAbsent(below, item.getStartMark().getLine() + 1);
        walk(item, below, depth + 1);
      }
    }
  }
}
