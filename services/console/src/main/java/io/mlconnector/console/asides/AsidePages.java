package io.mlconnector.console.asides;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.console.asides.AsideDesk.Groups;
import io.mlconnector.console.asides.AsideDesk.Sides;
import io.mlconnector.console.asides.AsideDesk.Whole;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.look.Back;
import io.mlconnector.console.work.UnderWay;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** Parked and waiting work: groups, their records, and one of them with its values. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class AsidePages {

  private final AsideDesk desk;
  private final Interventions interventions;
  private final UnderWay underWay;
  private final Back back;

  public AsidePages(AsideDesk desk, Interventions interventions, UnderWay underWay, Back back) {
    this.desk = desk;
    this.interventions = interventions;
    this.underWay = underWay;
    this.back = back;
  }

  /** The templates. */
  @CheckedTemplate(basePath = "")
  static final class Templates {
    static native TemplateInstance parked(String connection, Groups all, UnderWay.Now underWay);

    static native TemplateInstance parked$work(
        String connection, Groups all, UnderWay.Now underWay);

    static native TemplateInstance parkedItems(
        Choice choice, Group group, List<Item> items, String after, String next);

    static native TemplateInstance parkedOne(
        Whole one, List<Value> values, String key, Sides sides, String refused);

    static native TemplateInstance waiting(
        String connection, Groups all, List<Item> items, String after, String next);

    private Templates() {}
  }

  /** A field of a delivery as a form shows it; {@code linked} ones are given by a link. */
  public record Value(String path, String text, boolean linked) {}

  @GET
  @Path("/parked")
  public TemplateInstance parked(@QueryParam("connection") @DefaultValue("") String connection) {
    return Templates.parked(connection, desk.parked(connection), underWay.now());
  }

  @GET
  @Path("/parked/work")
  public TemplateInstance work() {
    return Templates.parked$work("", new Groups(List.of(), List.of()), underWay.now());
  }

  @GET
  @Path("/parked/items")
  public TemplateInstance items(
      @QueryParam("place") @DefaultValue("writing") String place,
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("object") String object,
      @QueryParam("kind") String kind,
      @QueryParam("reason") String reason,
      @QueryParam("after") @DefaultValue("") String after) {
    Choice choice = new Choice(place, connection, object, kind, reason, null);
    List<Item> items = desk.items(choice, after);
    return Templates.parkedItems(
        choice, choice.group(), items, after, AsideDesk.next(choice, items));
  }

  /** Where the next page begins; null where this is the last. */
  private static String next(List<Item> items) {
    return items.size() < AsideDesk.PAGE ? null : items.get(items.size() - 1).id();
  }

  @POST
  @Path("/parked/act")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response act(
      @FormParam("place") @DefaultValue("") String place,
      @FormParam("connection") @DefaultValue("") String connection,
      @FormParam("object") String object,
      @FormParam("kind") String kind,
      @FormParam("reason") String reason,
      @FormParam("id") List<String> ids,
      @FormParam("act") @DefaultValue("") String act,
      @FormParam("why") String why) {
    boolean all = act.endsWith("-all");
    Choice choice = new Choice(place, connection, object, kind, reason, all ? List.of() : ids);
    return back.to(
        all ? "/parked?connection=" + Urls.encoded(connection) : choice.group().address(),
        () -> {
          if (!all && choice.ids().isEmpty()) {
            throw Problem.badRequest(
                "Nothing was chosen: tick what it is about, or take the whole group");
          }
          return switch (act) {
            case "retry", "retry-all" -> interventions.retry(choice).words("Retried");
            case "dismiss", "dismiss-all" -> interventions.dismiss(choice, why).words("Dismissed");
            default ->
                throw Problem.badRequest("act: must be retry, retry-all, dismiss or dismiss-all");
          };
        });
  }

  @GET
  @Path("/parked/one")
  public TemplateInstance one(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("delivery") @DefaultValue("") String delivery,
      @QueryParam("look") @DefaultValue("") String look,
      @QueryParam("key") @DefaultValue("") String key) {
    Whole whole = desk.one(connection, delivery);
    Sides sides = null;
    String refused = null;
    if (!look.isEmpty()) {
      try {
        sides = desk.beside(connection, delivery, key);
      } catch (Problem e) {
        refused = Back.sentence(e);
      }
    }
    return Templates.parkedOne(whole, Values.of(whole.body()), key, sides, refused);
  }

  @POST
  @Path("/parked/one")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response change(MultivaluedMap<String, String> sent) {
    String connection = given(sent, "connection");
    String delivery = given(sent, "delivery");
    String act = sent.getFirst("act");
    String group = "/parked?connection=" + Urls.encoded(connection);
    if ("dismiss".equals(act)) {
      return back.to(
          group,
          () ->
              interventions
                  .dismiss(
                      new Choice("writing", connection, null, null, null, List.of(delivery)),
                      sent.getFirst("why"))
                  .words("Dismissed"));
    }
    return back.to(
        group,
        () -> {
          Map<String, JsonNode> changed =
              Values.changed(desk.one(connection, delivery).body(), sent);
          interventions.retry(connection, delivery, changed, sent.containsKey("recreate"));
          return changed.isEmpty()
              ? "Retried it as it is"
              : "Retried it with other values for " + String.join(", ", changed.keySet());
        });
  }

  private static String given(MultivaluedMap<String, String> sent, String name) {
    String value = sent.getFirst(name);
    return value == null ? "" : value;
  }

  @GET
  @Path("/waiting")
  public TemplateInstance waiting(
      @QueryParam("connection") @DefaultValue("") String connection,
      @QueryParam("after") @DefaultValue("") String after) {
    List<Item> items = connection.isEmpty() ? List.of() : desk.waits(connection, after);
    return Templates.waiting(connection, desk.waiting(connection), items, after, next(items));
  }
}
