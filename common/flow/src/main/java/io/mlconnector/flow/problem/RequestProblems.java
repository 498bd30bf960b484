package io.mlconnector.flow.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Gives requests that no resource could take (path, method, media type) a body like all others. */
@Provider
public class RequestProblems implements ExceptionMapper<WebApplicationException> {

  @Override
  public Response toResponse(WebApplicationException e) {
    Response given = e.getResponse();
    if (given.getStatus() < 400 || given.hasEntity()) {
      return given;
    }
    Response answer = Problem.of(given.getStatus(), detail(e, given.getStatus())).response();
    Object allow = given.getHeaders().getFirst(HttpHeaders.ALLOW);
    return allow == null
        ? answer
        : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
  }

  private static String detail(WebApplicationException e, int status) {
    if (e.getCause() instanceof com.fasterxml.jackson.core.JsonProcessingException json) {
      return UnreadableBodies.detail(json);
    }
    return switch (status) {
      case 404 -> "There is nothing at this address: the API description is at /q/openapi";
      case 405 -> "This address does not take that method: the API description is at /q/openapi";
      case 406 -> "The answer cannot be of that kind: ask for application/json";
      case 413 -> "The request is too large: send it in several parts";
      case 415 ->
          "The body cannot be of that Content-Type: the API description at /q/openapi says which";
      default ->
          "The request cannot be taken as it is: compare it with the API description at /q/openapi";
    };
  }
}
