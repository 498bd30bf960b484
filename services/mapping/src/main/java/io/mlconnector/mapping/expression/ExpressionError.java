package io.mlconnector.mapping.expression;

/** An expression that cannot be used as it is written. */
public final class ExpressionError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int position;

  /**
   * @param message what is wrong and what to write instead
   * @param position offset in the expression's text, from 1; 0 where it concerns the whole
   */
  public ExpressionError(String message, int position) {
    super(message, null, false, false);
    this.position = position;
  }

  public int position() {
    return position;
  }

  /** The message with the place, where there is one. */
  public String located() {
    return position > 0 ? getMessage() + " (at position " + position + ")" : getMessage();
  }
}
