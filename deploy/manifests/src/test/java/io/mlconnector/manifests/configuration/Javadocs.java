package io.mlconnector.manifests.configuration;

import com.github.javaparser.ast.nodeTypes.NodeWithJavadoc;
import com.github.javaparser.javadoc.Javadoc;
import com.github.javaparser.javadoc.description.JavadocInlineTag;
import java.util.stream.Collectors;

/** A docstring as a line of Markdown. */
final class Javadocs {

  private Javadocs() {}

  /** Empty where there is none. */
  static String text(NodeWithJavadoc<?> node) {
    return node.getJavadoc().map(Javadocs::text).orElse("");
  }

  private static String text(Javadoc javadoc) {
    return javadoc.getDescription().getElements().stream()
        .map(part -> part instanceof JavadocInlineTag tag ? tag(tag) : plain(part.toText()))
        .collect(Collectors.joining())
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String tag(JavadocInlineTag tag) {
    return "`" + tag.getContent().strip().replaceAll("^#", "") + "`";
  }

  private static String plain(String html) {
    return html.replaceAll("</?code>", "`").replaceAll("</?p>", " ");
  }
}
