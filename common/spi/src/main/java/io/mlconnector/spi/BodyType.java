package io.mlconnector.spi;

/**
 * How a typed client's method says of what type its body is, where that differs from call to call,
 * such as by the boundary of a multipart body.
 */
public final class BodyType {

  /** The name of a header that is never sent: its value is the Content-Type of the call. */
  public static final String HEADER = "x-mlconnector-body-type";

  private BodyType() {}
}
