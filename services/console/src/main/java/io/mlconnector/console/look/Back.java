package io.mlconnector.console.look;

import io.mlconnector.flow.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Does what a form asks for, and goes back to a page that says what became of it. */
@RequestScoped
public class Back {

  private final Flash flash;

  public Back(Flash flash) {
    this.flash = flash;
  }

  /**
   * @param page where to go, whatever became of it; a path of ours
   * @param action returns the sentence that the page shows
   */
  public Response to(String page, Supplier<String> action) {
    return to(() -> page, action);
  }

  /** The same, where only the action knows where to go. */
  public Response to(Supplier<String> page, Supplier<String> action) {
    try {
      flash.good(action.get());
    } catch (Problem e) {
      flash.bad(sentence(e));
    }
    return Response.seeOther(URI.create(page.get())).build();
  }

  /** A problem with what is wrong with each field, in one sentence. */
  public static String sentence(Problem problem) {
    return problem.errors().isEmpty()
        ? problem.getMessage()
        : problem.getMessage()
            + ": "
            + problem.errors().stream()
                .map(each -> each.field() + " " + each.problem())
                .collect(Collectors.joining("; "));
  }
}
