package io.mlconnector.console.look;

import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.flow.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Shows a problem as a page to whoever asked for one; programs get it as JSON. */
@Singleton
public class ErrorPage {

  /** The template. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance error(Problem.Body problem);

    private Templates() {}
  }

  @ServerResponseFilter
  public void show(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() < 400
        || !(response.getEntity() instanceof byte[] body)
        || request.getUriInfo().getPath().startsWith("/api/")
        || request.getAcceptableMediaTypes().stream().noneMatch(ErrorPage::isHtml)) {
      return;
    }
    Problem.Body problem = CanonicalJson.read(body, Problem.Body.class);
    response.setEntity(
        Templates.error(problem).render(), null, MediaType.TEXT_HTML_TYPE.withCharset("utf-8"));
  }

  private static boolean isHtml(MediaType type) {
    return type.getSubtype().equals("html");
  }
}
