package io.mlconnector.mapping.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.mapping.expression.Expression;

/**
 * A target field with its rule, ready to run.
 *
 * @param at where the expression stands in the document
 */
record CompiledField(String path, String at, FieldRule rule, Expression expression) {

  FieldWrite value(JsonNode value) {
    return write(value, null);
  }

  FieldWrite link(Ref ref) {
    return write(NullNode.getInstance(), ref);
  }

  private FieldWrite write(JsonNode value, Ref linked) {
    return new FieldWrite(
        path,
        value,
        linked,
        rule.write(),
        rule.clear(),
        expression.reading().personal(),
        expression.reading().fields());
  }
}
