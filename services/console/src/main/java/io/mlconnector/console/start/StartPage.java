package io.mlconnector.console.start;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The first page: what is connected to what, and what needs somebody. */
@Path("/")
@Blocking
public class StartPage {

  private final Overviews overviews;

  public StartPage(Overviews overviews) {
    this.overviews = overviews;
  }

  /** The templates; their names are their file names. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance start(Overview all, Picture picture);

    static native TemplateInstance start$now(Overview all, Picture picture);

    private Templates() {}
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance start() {
    Overview now = overviews.now();
    return Templates.start(now, Picture.of(now.connections(), now.routes()));
  }

  @GET
  @Path("/start/now")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance part() {
    Overview now = overviews.now();
    return Templates.start$now(now, Picture.of(now.connections(), now.routes()));
  }
}
