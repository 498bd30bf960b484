package io.mlconnector.console.decisions;

import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.console.asides.Choice;
import io.mlconnector.console.asides.Interventions;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.decisions.DecisionDesk.Sections;
import io.mlconnector.console.decisions.DecisionDesk.Word;
import io.mlconnector.console.decisions.Lists.Link;
import io.mlconnector.console.decisions.Lists.MassChange;
import io.mlconnector.console.look.Back;
import io.mlconnector.flow.problem.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conflicts, ambiguous matches, mass changes, what is gone in targets, and links. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class DecisionPages {

  private final DecisionDesk desk;
  private final Interventions interventions;
  private final Back back;

  public DecisionPages(DecisionDesk desk, Interventions interventions, Back back) {
    this.desk = desk;
    this.interventions = interventions;
    this.back = back;
  }

  /** The templates. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance conflicts(List<Dispute> all, long after, Long next);

    static native TemplateInstance ambiguous(String connection, Sections all, String after);

    static native TemplateInstance goneInTarget(String connection, Sections all, String after);

    static native TemplateInstance massChanges(List<MassChange> all);

    static native TemplateInstance links(
        String connection, String q, List<Link> all, String after, String next);

    private Templates() {}
  }

  @GET
  @Path("/conflicts")
  public TemplateInstance conflicts(@QueryParam("after") @DefaultValue("0") long after) {
    List<Dispute> all = desk.conflicts(after);
    return Templates.conflicts(
        all, after, all.size() < Lists.PAGE ? null : all.get(all.size() - 1).id());
  }

  /** Each field {@code side.NAME} names a connection, or {@code value} with {@code value.NAME}. */
  @POST
  @Path("/conflicts/{id}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response resolve(@PathParam("id") long id, MultivaluedMap<String, String> sent) {
    return back.to(
        "/conflicts",
        () -> {
          Map<String, Word> words = new LinkedHashMap<>();
          sent.forEach(
              (name, values) -> {
                if (name.startsWith("side.") && !values.get(0).isEmpty()) {
                  String field = name.substring(5);
                  words.put(
                      field,
                      values.get(0).equals("value")
                          ? new Word(null, TextNode.valueOf(sent.getFirst("value." + field)))
                          : new Word(values.get(0), null));
                }
              });
          if (words.isEmpty()) {
            throw Problem.badRequest("Nothing was decided: choose what counts for a field");
          }
          desk.resolve(id, sent.getFirst("version"), words);
          return "Decided %s; it is on its way".formatted(String.join(", ", words.keySet()));
        });
  }

  @GET
  @Path("/ambiguous")
  public TemplateInstance ambiguous(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("after") @DefaultValue("") String after) {
    return Templates.ambiguous(connection, desk.ambiguous(connection, after), after);
  }

  /** Links the record to the one that is meant, and sends it on its way again. */
  @POST
  @Path("/ambiguous")
  public Response choose(
      @FormParam("connection") @DefaultValue("") String connection,
      @FormParam("delivery") @DefaultValue("") String delivery,
      @FormParam("ref") @DefaultValue("") String ref,
      @FormParam("key") String key) {
    return back.to(
        "/ambiguous",
        () -> {
          if (delivery.isBlank() || connection.isBlank()) {
            throw Problem.badRequest(
                "delivery and connection are missing: name what is to be sent on its way again");
          }
          desk.link(ref, key);
          interventions.retry(connection, delivery, Map.of(), false);
          return "Linked to %s and retried".formatted(key);
        });
  }

  @GET
  @Path("/gone-in-target")
  public TemplateInstance goneInTarget(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("after") @DefaultValue("") String after) {
    return Templates.goneInTarget(connection, desk.goneInTarget(connection, after), after);
  }

  /** Makes the target record anew, forgets the link, or lets it be. */
  @POST
  @Path("/gone-in-target")
  public Response decideGone(
      @FormParam("connection") @DefaultValue("") String connection,
      @FormParam("delivery") @DefaultValue("") String delivery,
      @FormParam("ref") @DefaultValue("") String ref,
      @FormParam("act") @DefaultValue("") String act,
      @FormParam("why") String why) {
    return back.to(
        "/gone-in-target",
        () -> {
          Choice one = new Choice("writing", connection, null, null, null, List.of(delivery));
          return switch (act) {
            case "recreate" -> {
              interventions.retry(connection, delivery, Map.of(), true);
              yield "It is made anew";
            }
            case "unlink" -> {
              desk.unlink(ref);
              interventions.dismiss(one, "unlinked: its target record is gone");
              yield "Unlinked; the next change looks for its record anew";
            }
            case "ignore" -> interventions.dismiss(one, why).words("Dismissed");
            default -> throw Problem.badRequest("act: must be recreate, unlink or ignore");
          };
        });
  }

  @GET
  @Path("/mass-changes")
  public TemplateInstance massChanges() {
    return Templates.massChanges(desk.massChanges());
  }

  @POST
  @Path("/mass-changes/{connection}/{change}")
  public Response decide(
      @PathParam("connection") String connection,
      @PathParam("change") long change,
      @FormParam("act") @DefaultValue("") String act,
      @FormParam("reason") String reason) {
    return back.to(
        "/mass-changes",
        () -> {
          if (act.equals("approve")) {
            desk.approve(connection, change);
            return "Approved: the deactivations go on";
          }
          if (!act.equals("dismiss")) {
            throw Problem.badRequest("act: must be approve or dismiss");
          }
          desk.giveUp(connection, change, reason);
          return "Given up: nothing is deactivated";
        });
  }

  @GET
  @Path("/links")
  public TemplateInstance links(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("q") @DefaultValue("") String q,
      @QueryParam("after") @DefaultValue("") String after) {
    List<Link> all = desk.links(connection, q.strip(), after);
    return Templates.links(
        connection,
        q,
        all,
        after,
        all.size() < Lists.PAGE ? null : all.get(all.size() - 1).ref().text());
  }

  @POST
  @Path("/links")
  public Response link(
      @FormParam("ref") @DefaultValue("") String ref,
      @FormParam("key") String key,
      @FormParam("act") @DefaultValue("") String act) {
    return back.to(
        "/links?q=" + Urls.encoded(ref.substring(ref.lastIndexOf('|') + 1)),
        () -> {
          if (act.equals("unlink")) {
            desk.unlink(ref.strip());
            return "Unlinked; the next change looks for its record anew";
          }
          desk.link(ref.strip(), key);
          return "Linked to " + key;
        });
  }
}
