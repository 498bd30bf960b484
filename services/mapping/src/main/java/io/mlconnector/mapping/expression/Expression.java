package io.mlconnector.mapping.expression;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Frame;
import io.mlconnector.canonical.EntityType;
import io.mlconnector.canonical.RecordKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JSONata expression over one entity, compiled once and evaluated on any thread. */
public final class Expression {

  private static final int MAX_LENGTH = 4_000;
  private static final String TOO_LONG_A_RANGE = "D2014";

  private final String text;
  private final Reading reading;
  private final Jsonata compiled;
  private final ExternalIdScheme scheme;

  private Expression(String text, Reading reading, Jsonata compiled, ExternalIdScheme scheme) {
    this.text = text;
    this.reading = reading;
    this.compiled = compiled;
    this.scheme = scheme;
  }

  /**
   * Reads and compiles; what is wrong with fields and functions is in {@link Reading#problems}.
   *
   * @param scheme of the ids that {@code $externalId()} gives
   * @throws ExpressionError where the text is not JSONata at all, with the position
   */
  public static Expression compile(String text, EntityType entity, ExternalIdScheme scheme) {
    return compile(text, EntitySchema.of(entity), scheme);
  }

  /**
   * The same over one member of a list of the record, which it reads as {@code row}.
   *
   * @param each the list
   * @throws ExpressionError also where the entity has no such list
   */
  public static Expression compile(
      String text, EntityType entity, String each, ExternalIdScheme scheme) {
    return compile(text, EntitySchema.of(entity).withRow(each), scheme);
  }

  private static Expression compile(String text, EntitySchema entity, ExternalIdScheme scheme) {
    if (text == null || text.isBlank()) {
      throw new ExpressionError("is empty: write a field's name, or leave the field out", 0);
    }
    if (text.length() > MAX_LENGTH) {
      throw new ExpressionError("is longer than " + MAX_LENGTH + " characters", 0);
    }
    Reading reading = Reader.read(Node.parse(text), entity);
    Jsonata compiled = Jsonata.jsonata(text);
    Builtins.register(compiled);
    return new Expression(text, reading, compiled, scheme);
  }

  /**
   * Checks that a record has a list of that name.
   *
   * @throws ExpressionError saying which lists there are
   */
  public static void list(EntityType entity, String each) {
    EntitySchema.of(entity).withRow(each);
  }

  /** A record as expressions over one member of a list of it see it. */
  public static Map<String, Object> withRow(Map<?, ?> record, Object row) {
    Map<String, Object> scope = new LinkedHashMap<>();
    record.forEach((name, value) -> scope.put((String) name, value));
    scope.put(EntitySchema.ROW, row);
    return scope;
  }

  public String text() {
    return text;
  }

  public Reading reading() {
    return reading;
  }

  /**
   * Evaluates; never throws for anything that a record or an expression can do.
   *
   * @param data the record as {@link Values#plain} gives it; not changed
   */
  public Evaluated evaluate(RecordKey record, Object data, Bounds bounds) {
    Frame frame = compiled.createFrame();
    bounds.begin(this, frame);
    Scope.enter(bounds, () -> scheme.id(record, data));
    try {
      Object result = compiled.evaluate(data, frame);
      return bounds.overrun() != null
          ? overran(bounds.overrun())
          : result instanceof LinkTo link
              ? new Evaluated.Link(link.entity(), link.key())
              : result instanceof OriginOf origin
                  ? new Evaluated.Origin(origin.entities(), origin.clues())
                  : new Evaluated.Value(Values.json(result));
    } catch (StackOverflowError e) {
      return new Evaluated.Overran("nests too deeply");
    } catch (RuntimeException e) {
      return bounds.overrun() != null ? overran(bounds.overrun()) : failed(e);
    } finally {
      Scope.leave();
      bounds.end();
    }
  }

  private static Evaluated overran(Overrun overrun) {
    return new Evaluated.Overran(overrun.getMessage());
  }

  /** JSONata puts values into its messages; here they stay out, because they are contents. */
  private static Evaluated failed(RuntimeException e) {
    if (e instanceof NoJson) {
      return new Evaluated.Failed(e.getMessage());
    }
    if (e instanceof JException jsonata) {
      if (TOO_LONG_A_RANGE.equals(jsonata.getError())) {
        return new Evaluated.Overran("makes a list of too many elements");
      }
      String what =
          JException.msg(jsonata.getError(), jsonata.getLocation(), "(a value)", "(another value)");
      int at = jsonata.getLocation();
      return new Evaluated.Failed(at > 0 ? what + " (at position " + at + ")" : what);
    }
    return new Evaluated.Failed("cannot work with this record: " + e.getClass().getSimpleName());
  }
}
