package io.mlconnector.spi;

/** A vendor's record that cannot be understood; it is parked, and the others go on. */
public final class Untranslatable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Names the field and what is wrong with it, without the record's contents.
   *
   * @param field the vendor's field
   * @param problem what is wrong, and what to do
   */
  public Untranslatable(String field, String problem) {
    super(field + ": " + problem, null, false, false);
  }
}
