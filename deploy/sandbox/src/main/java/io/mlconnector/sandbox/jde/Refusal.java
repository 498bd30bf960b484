package io.mlconnector.sandbox.jde;

/** A call that the AIS server refuses, with the status and the message of its answer. */
final class Refusal extends RuntimeException {

  static final int INVALID_TOKEN_STATUS = 444;

  final int status;

  Refusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  static Refusal badRequest(String message) {
    return new Refusal(400, message);
  }

  static Refusal invalidToken(int status) {
    return new Refusal(status, "Invalid Token");
  }
}
