package io.mlconnector.sandbox.fusion;

/** A call that the simulated pod refuses: the status and the words of the error. */
final class Refusal extends RuntimeException {

  final int status;

  Refusal(int status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  static Refusal badRequest(String detail) {
    return new Refusal(400, detail);
  }

  static Refusal notFound(String detail) {
    return new Refusal(404, detail);
  }
}
