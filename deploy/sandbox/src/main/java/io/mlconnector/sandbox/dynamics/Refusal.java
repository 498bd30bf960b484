package io.mlconnector.sandbox.dynamics;

/** A call that the simulated environment refuses, with what its error body says. */
final class Refusal extends RuntimeException {

  static final String GENERAL = "An error has occurred.";
  static final String WRITE_EXCEPTION =
      "Microsoft.Dynamics.Platform.Integration.Services.OData.AxODataWriteException";
  private static final String QUERY_EXCEPTION = "Microsoft.OData.ODataException";

  final int status;
  final String outer;
  final String type;

  Refusal(int status, String outer, String message, String type) {
    super(message, null, false, false);
    this.status = status;
    this.outer = outer;
    this.type = type;
  }

  static Refusal badQuery(String message) {
    String outer = "The query specified in the URI is not valid. " + message;
    return new Refusal(400, outer, message, QUERY_EXCEPTION);
  }

  static Refusal noResource(String path) {
    return new Refusal(
        404,
        "No HTTP resource was found that matches the request URI '" + path + "'.",
        "No routing convention was found to select an action for this OData path.",
        "");
  }

  static Refusal write(int status, String message) {
    return new Refusal(status, GENERAL, message, WRITE_EXCEPTION);
  }
}
