package io.mlconnector.mapping.route;

import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong, so that a person sees it all at once. */
public final class Problems {

  private final List<FieldError> errors = new ArrayList<>();
  private final List<FieldError> warnings = new ArrayList<>();

  /** Something that keeps the document from being used. */
  public void error(String field, String message) {
    errors.add(new FieldError(field, message));
  }

  /** Something that could not be checked, or that may surprise. */
  public void warning(String field, String message) {
    warnings.add(new FieldError(field, message));
  }

  public List<FieldError> errors() {
    return List.copyOf(errors);
  }

  public List<FieldError> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * Ends here where something is wrong.
   *
   * @throws Problem with everything that is
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw Problem.invalid("The route is not taken; correct what is listed", errors());
    }
  }

  /** The allowed name that is closest to what was written, as a hint; empty where none is close. */
  static String hint(String written, Iterable<String> allowed) {
    String best = null;
    int distance = Math.max(2, written.length() / 3);
    for (String name : allowed) {
      int to = distance(written, name);
      if (to <= distance) {
        best = name;
        distance = to - 1;
      }
    }
    return best == null ? "" : "; did you mean '" + best + "'?";
  }

  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replace = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
