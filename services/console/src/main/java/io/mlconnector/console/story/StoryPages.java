package io.mlconnector.console.story;

import io.mlconnector.console.access.Who;
import io.mlconnector.console.look.Back;
import io.mlconnector.flow.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Why a value is in a target. */
@Path("/why")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class StoryPages {

  private final FieldDesk desk;
  private final Who who;

  public StoryPages(FieldDesk desk, Who who) {
    this.desk = desk;
    this.who = who;
  }

  /** The template. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance why(Asked asked, FieldStory story, String problem, boolean asks);

    private Templates() {}
  }

  /** What the form has. */
  public record Asked(String connection, String object, String key, String field) {

    boolean nothing() {
      return connection.isBlank() && object.isBlank() && key.isBlank();
    }
  }

  @GET
  public TemplateInstance page(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("object") @DefaultValue("") String object,
      @QueryParam("key") @DefaultValue("") String key,
      @QueryParam("field") @DefaultValue("") String field,
      @QueryParam("live") @DefaultValue("false") boolean live) {
    Asked asked = new Asked(connection.strip(), object.strip(), key.strip(), field.strip());
    if (asked.nothing()) {
      return Templates.why(asked, null, null, false);
    }
    try {
      return Templates.why(asked, story(asked, live), null, who.operates() && !live);
    } catch (Problem e) {
      return Templates.why(asked, null, Back.sentence(e), false);
    }
  }

  private FieldStory story(Asked asked, boolean live) {
    return desk.tell(asked.connection(), asked.object(), asked.key(), asked.field(), live);
  }
}
