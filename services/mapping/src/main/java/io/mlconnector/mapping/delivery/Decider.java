package io.mlconnector.mapping.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.FieldWrite;
import io.mlconnector.mapping.expression.Bounds;
import io.mlconnector.mapping.expression.Evaluator;
import io.mlconnector.mapping.expression.Expression;
import io.mlconnector.mapping.expression.Values;
import io.mlconnector.mapping.record.Snapshot.State;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Mapped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Maps records, many at a time, and stops a route at its first overrun. Touches no database. */
public final class Decider {

  /** What a message may carry, with room for the rest of it. */
  private static final int MAX_BYTES = 800_000;

  private static final String HUNG = "hung inside a function";

  private final Evaluator evaluator;

  public Decider(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** Decides all, in order. */
  public List<Decision> decide(List<Wish> wishes) {
    return evaluator.all(wishes, new Mapping());
  }

  private static final class Mapping implements Evaluator.Work<Wish, Decision> {

    private final Map<CompiledRoute, Mapped.Overran> stopped = new ConcurrentHashMap<>();

    @Override
    public Decision run(Wish wish, Bounds bounds) {
      return new Decision(wish.route(), wish.snapshot(), map(wish, bounds));
    }

    @Override
    public Decision stuck(Wish wish, Expression expression) {
      Mapped.Overran overran = new Mapped.Overran(wish.route().fieldOf(expression), HUNG);
      stopped.putIfAbsent(wish.route(), overran);
      return new Decision(wish.route(), wish.snapshot(), overran);
    }

    private Mapped map(Wish wish, Bounds bounds) {
      if (wish.snapshot().state() == State.ERASED) {
        return new Mapped.Filtered("erased at the source");
      }
      Mapped.Overran earlier = stopped.get(wish.route());
      if (earlier != null) {
        return earlier;
      }
      JsonNode data = wish.snapshot().data();
      Mapped mapped =
          wish.route()
              .map(
                  wish.snapshot().key(),
                  data == null ? Map.of() : Values.plain(data),
                  wish.snapshot().removed(),
                  bounds);
      if (mapped instanceof Mapped.Overran overran) {
        stopped.putIfAbsent(wish.route(), overran);
      }
      return mapped instanceof Mapped.Fields fields && tooLarge(fields)
          ? new Mapped.Unsuited("the fields together are larger than 800 KB; map fewer of them")
          : mapped;
    }

    private static boolean tooLarge(Mapped.Fields fields) {
      long bytes = 0;
      for (FieldWrite field : fields.fields()) {
        bytes += size(field.value());
      }
      if (fields.table() != null) {
        for (List<JsonNode> row : fields.table().rows()) {
          for (JsonNode value : row) {
            bytes += size(value);
          }
        }
      }
      return bytes > MAX_BYTES;
    }

    private static long size(JsonNode value) {
      String text = value.isTextual() ? value.textValue() : value.toString();
      return text.length() < 1_000 ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }
  }
}
