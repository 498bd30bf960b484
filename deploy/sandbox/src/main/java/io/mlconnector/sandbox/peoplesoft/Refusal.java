package io.mlconnector.sandbox.peoplesoft;

/** A call that PeopleSoft does not carry out, and where it was stopped. */
final class Refusal extends RuntimeException {

  enum Place {
    /** The gateway knows no such node or service. */
    GATEWAY,
    /** Nobody is signed in. */
    SIGN_IN,
    /** The handler of the service refuses. */
    HANDLER
  }

  final Place place;

  private Refusal(Place place, String message) {
    super(message, null, false, false);
    this.place = place;
  }

  static Refusal gateway(String message) {
    return new Refusal(Place.GATEWAY, message);
  }

  static Refusal signIn(String message) {
    return new Refusal(Place.SIGN_IN, message);
  }

  static Refusal query(String message) {
    return new Refusal(Place.HANDLER, message);
  }
}
