package io.mlconnector.platform.connection;

/**
 * What is wrong with one field of a document, and what to do.
 *
 * @param field its path, such as {@code auth.clientSecret}; empty for the document as a whole
 */
public record FieldProblem(String field, String problem) {

  @Override
  public String toString() {
    return field.isEmpty() ? problem : field + ": " + problem;
  }
}
