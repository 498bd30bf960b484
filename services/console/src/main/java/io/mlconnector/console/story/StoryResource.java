package io.mlconnector.console.story;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Why a value is in a target, by REST. */
@Path("/api/field-story")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "journeys")
@Blocking
public class StoryResource {

  private final FieldDesk desk;

  public StoryResource(FieldDesk desk) {
    this.desk = desk;
  }

  /**
   * Why a field of a target record is as it is: the newest 20 steps that wrote it, each with the
   * source fields, the expression and the options of that version of the route.
   *
   * @param key the record's key at the target
   * @param field its path as routes name it; empty for all fields
   * @param live whether the target is asked for the field as it is now; an operator may
   */
  @GET
  public FieldStory tell(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("object") @DefaultValue("") String object,
      @QueryParam("key") @DefaultValue("") String key,
      @QueryParam("field") @DefaultValue("") String field,
      @QueryParam("live") @DefaultValue("false") boolean live) {
    return desk.tell(connection.strip(), object.strip(), key.strip(), field.strip(), live);
  }
}
