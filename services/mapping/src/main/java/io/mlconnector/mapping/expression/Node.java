package io.mlconnector.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Parser;
import com.dashjoin.jsonata.Parser.Symbol;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A node of a parsed expression. JSONata's parser is public but its tree is not, so the tree's
 * fields are read by reflection; a version that renames one of them fails when this class is
 * loaded, not on some record.
 */
@RegisterForReflection(targets = Symbol.class, fields = true, methods = false)
final class Node {

  private static final Map<String, Field> FIELDS = new TreeMap<>();

  static {
    for (String name :
        List.of(
            ("type value position steps stages predicate expr expression lhs rhs lhsObject group"
                    + " procedure arguments body condition then _else expressions terms")
                .split(" "))) {
      FIELDS.put(name, field(name));
    }
  }

  private final Object symbol;

  private Node(Object symbol) {
    this.symbol = symbol;
  }

  /**
   * Parses an expression.
   *
   * @throws ExpressionError with the position where it is broken
   */
  static Node parse(String text) {
    try {
      return new Node(new Parser().parse(text));
    } catch (JException e) {
      throw new ExpressionError("is not valid JSONata: " + e.getMessage(), e.getLocation());
    } catch (StackOverflowError e) {
      throw new ExpressionError("is nested too deeply: make it simpler", 0);
    } catch (RuntimeException e) {
      throw new ExpressionError("is not valid JSONata: " + e.getMessage(), 0);
    }
  }

  String type() {
    Object type = read("type");
    return type == null ? "" : type.toString();
  }

  Object value() {
    return read("value");
  }

  String name() {
    return String.valueOf(value());
  }

  int position() {
    return (Integer) read("position");
  }

  /** The node below that name, or null. */
  Node child(String field) {
    Object value = read(field);
    return value == null ? null : new Node(value);
  }

  /** The nodes below that name; pairs one after the other. */
  List<Node> children(String field) {
    List<Node> nodes = new ArrayList<>();
    if (read(field) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Object[] pair) {
          Arrays.stream(pair).map(Node::new).forEach(nodes::add);
        } else if (item != null) {
          nodes.add(new Node(item));
        }
      }
    }
    return nodes;
  }

  private Object read(String field) {
    try {
      return FIELDS.get(field).get(symbol);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Field field(String name) {
    try {
      Field field = Symbol.class.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("This version of JSONata has no Symbol." + name, e);
    }
  }
}
