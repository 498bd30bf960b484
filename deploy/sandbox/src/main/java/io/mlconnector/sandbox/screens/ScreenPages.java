package io.mlconnector.sandbox.screens;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.SimulatedVendor;
import io.mlconnector.sandbox.screens.Screen.Entry;
import io.mlconnector.sandbox.screens.Screen.Field;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;

/**
 * The simulated systems for people with a browser: {@code GET /} of the control server names them,
 * and each of their screens lists, shows and changes records by plain forms.
 */
public final class ScreenPages {

  private static final String NEW = "new";

  private final Collection<SimulatedVendor> vendors;

  public ScreenPages(Collection<SimulatedVendor> vendors) {
    this.vendors = vendors;
  }

  public void mount(Router router) {
    router.get("/").handler(call -> send(call, 200, ScreenHtml.start(vendors)));
    String list = "/screens/:vendor/:screen";
    router.get(list).handler(this::list);
    router.get(list + "/:key").handler(this::show);
    router.post(list + "/:key").handler(this::save);
    router.post(list + "/:key/delete").handler(this::delete);
  }

  private void list(RoutingContext call) {
    Place place = place(call).orElse(null);
    if (place == null) {
      return;
    }
    String wanted = Optional.ofNullable(call.request().getParam("q")).orElse("");
    send(call, 200, ScreenHtml.list(place, wanted, place.screen().find(wanted)));
  }

  private void show(RoutingContext call) {
    Place place = place(call).orElse(null);
    if (place == null) {
      return;
    }
    String key = call.pathParam("key");
    Optional<Entry> found = key.equals(NEW) ? Optional.of(blank()) : place.screen().one(key);
    String told = "true".equals(call.request().getParam("saved")) ? "Saved." : null;
    if (found.isEmpty()) {
      send(call, 404, ScreenHtml.missing(place, key));
    } else {
      send(call, 200, ScreenHtml.record(place, found.get(), told, false));
    }
  }

  private void save(RoutingContext call) {
    Place place = place(call).orElse(null);
    if (place == null || place.screen().edits().isEmpty()) {
      refuse(call);
      return;
    }
    String key = call.pathParam("key");
    boolean fresh = key.equals(NEW);
    Entry before = fresh ? blank() : place.screen().one(key).orElse(blank());
    MultiMap form = call.request().formAttributes();
    try {
      ObjectNode changed = changed(place.screen(), before, form);
      String saved = key;
      if (fresh) {
        saved = place.screen().edits().get().create(changed);
      } else if (!changed.isEmpty()) {
        place.screen().edits().get().change(key, changed);
      }
      seeOther(call, place.address() + "/" + encoded(saved) + "?saved=true");
    } catch (RuntimeException refused) {
      ObjectNode typed = before.values().isObject() ? before.values().deepCopy() : object();
      place.screen().fields().forEach(each -> put(typed, each, form.get(each.path()), before));
      Entry shown = new Entry(before.key(), typed);
      send(call, 400, ScreenHtml.record(place, shown, refused.getMessage(), true));
    }
  }

  private void delete(RoutingContext call) {
    Place place = place(call).orElse(null);
    if (place == null || place.screen().edits().isEmpty()) {
      refuse(call);
      return;
    }
    place.screen().edits().get().delete(call.pathParam("key"));
    seeOther(call, place.address());
  }

  /** What the form has otherwise than the record. */
  private static ObjectNode changed(Screen screen, Entry before, MultiMap form) {
    ObjectNode changed = object();
    for (Field field : screen.fields()) {
      String typed = form.get(field.path());
      if (typed != null && !typed.strip().equals(field.of(before.values()))) {
        put(changed, field, typed, before);
      }
    }
    return changed;
  }

  private static void put(ObjectNode into, Field field, String typed, Entry before) {
    if (typed == null) {
      return;
    }
    ObjectNode parent = into;
    String[] names = field.path().split("/");
    for (int i = 0; i < names.length - 1; i++) {
      parent = parent.withObject("/" + names[i]);
    }
    parent.set(
        names[names.length - 1], Screen.typed(typed, before.values().at("/" + field.path())));
  }

  private static Entry blank() {
    return new Entry(NEW, MissingNode.getInstance());
  }

  private static ObjectNode object() {
    return SandboxJson.object();
  }

  /** A screen and the vendor that has it. */
  record Place(SimulatedVendor vendor, Screen screen) {

    String address() {
      return "/screens/" + vendor.name() + "/" + screen.name();
    }
  }

  /** Where the path leads; empty after an answer that there is no such place. */
  private Optional<Place> place(RoutingContext call) {
    Optional<Place> place =
        vendors.stream()
            .filter(vendor -> vendor.name().equals(call.pathParam("vendor")))
            .flatMap(vendor -> vendor.screens().stream().map(each -> new Place(vendor, each)))
            .filter(each -> each.screen().name().equals(call.pathParam("screen")))
            .findFirst();
    if (place.isEmpty()) {
      send(call, 404, ScreenHtml.start(vendors));
    }
    return place;
  }

  private static void refuse(RoutingContext call) {
    if (!call.response().ended()) {
      Reply.text(405, "text/plain", "These records are only shown here.").send(call);
    }
  }

  private static void seeOther(RoutingContext call, String address) {
    Reply.empty(303).header("Location", address).send(call);
  }

  private static void send(RoutingContext call, int status, String page) {
    Reply.text(status, "text/html;charset=utf-8", page)
        .header("Cache-Control", "no-store")
        .send(call);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
