package io.mlconnector.sandbox.tableau;

/** A call that Tableau does not carry out; the first three digits of its code are the status. */
final class Refusal extends RuntimeException {

  final String code;
  final String summary;

  Refusal(String code, String summary, String detail) {
    super(detail, null, false, false);
    this.code = code;
    this.summary = summary;
  }

  int status() {
    return Integer.parseInt(code.substring(0, 3));
  }

  static Refusal badRequest(String detail) {
    return badRequest("400000", detail);
  }

  static Refusal badRequest(String code, String detail) {
    return new Refusal(code, "Bad Request", detail);
  }

  /** What is wrong with something that is published: a code for many causes. */
  static Refusal publish(String detail) {
    return new Refusal(
        "400011", "Bad Request", "There was a problem publishing the file: " + detail);
  }

  static Refusal notSignedIn() {
    return new Refusal(
        "401000", "Unauthorized Access", "No authentication credentials were provided.");
  }

  static Refusal signIn() {
    return new Refusal(
        "401001", "Signin Error", "The personal access token you provided is invalid.");
  }

  static Refusal session() {
    return new Refusal(
        "401002",
        "Unauthorized Access",
        "Your authentication credentials are invalid: the session is not known.");
  }

  static Refusal forbidden(String detail) {
    return new Refusal("403004", "Forbidden", detail);
  }

  static Refusal exists(String name) {
    return new Refusal(
        "403007",
        "Forbidden",
        "A resource named '" + name + "' already exists and the overwrite option was not set.");
  }

  /** The server could not open what was published. */
  static Refusal cannotOpen(String detail) {
    return new Refusal("403132", "Forbidden", "The data connection could not be opened: " + detail);
  }

  /** There is nothing to overwrite. */
  static Refusal nothingThere(String name) {
    return new Refusal(
        "403131", "Forbidden", "The packaged data source '" + name + "' could not be opened.");
  }

  static Refusal unknownVersion(String detail) {
    return new Refusal("404003", "Resource Not Found", detail);
  }

  static Refusal notFound(String code, String detail) {
    return new Refusal(code, "Resource Not Found", detail);
  }

  static Refusal conflict(String code, String detail) {
    return new Refusal(code, "Resource Conflict", detail);
  }
}
