package io.mlconnector.flow.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.stream.Collectors;

/** Tells where a JSON body cannot be read, without repeating anything of it. */
@Provider
public class UnreadableBodies implements ExceptionMapper<JsonProcessingException> {

  @Override
  public Response toResponse(JsonProcessingException e) {
    return Problem.badRequest(detail(e)).response();
  }

  static String detail(JsonProcessingException e) {
    String place =
        e.getLocation() == null
            ? ""
            : "line %d, column %d: "
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
        ? "%sthe value of %s has another form than expected".formatted(place, path(mapping))
        : place + "malformed JSON, look for a missing quote, comma or brace";
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .collect(Collectors.joining("."));
  }
}
