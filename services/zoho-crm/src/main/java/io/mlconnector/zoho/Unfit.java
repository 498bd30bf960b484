package io.mlconnector.zoho;

/** A value that a field cannot hold; its message says which field, and what to do. */
final class Unfit extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Unfit(String reason) {
    super(reason, null, false, false);
  }
}
