package io.mlconnector.tableau;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.tableau.api.WebhooksApi;
import io.mlconnector.tableau.api.WebhooksApi.Hook;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The webhooks of a site that call us: one for each event, all at one address that ends in a
 * secret.
 */
final class Subscriptions {

  /** What we are told of; the other events of a site say nothing of what we feed. */
  static final List<String> EVENTS =
      List.of(
          "DatasourceCreated",
          "DatasourceUpdated",
          "DatasourceDeleted",
          "DatasourceRefreshStarted",
          "DatasourceRefreshSucceeded",
          "DatasourceRefreshFailed",
          "WorkbookCreated",
          "WorkbookUpdated",
          "WorkbookDeleted",
          "WorkbookRefreshStarted",
          "WorkbookRefreshSucceeded",
          "WorkbookRefreshFailed");

  private static final String SCOPE = "tableau:webhooks";

  private final Site site;
  private final List<Hook> all;

  private Subscriptions(Site site, List<Hook> all) {
    this.site = site;
    this.all = all;
  }

  /**
   * All webhooks of the site.
   *
   * @throws VendorFailure where we may not see them; a connected app without the scope is not even
   *     asked, since its session would look as if it had ended
   */
  static Subscriptions of(Site site) {
    String scopes = site.connection().facts().getOrDefault(Session.SCOPES, SCOPE);
    if (!scopes.contains(SCOPE)) {
      throw VendorFailure.rejected(
          0, "The connected app signs in without the scope %s:*".formatted(SCOPE));
    }
    WebhooksApi.Page page = site.client(WebhooksApi.class).list(site.version(), site.id());
    boolean none = page == null || page.webhooks() == null || page.webhooks().webhook() == null;
    return new Subscriptions(site, none ? List.of() : page.webhooks().webhook());
  }

  /** Those that call this connection, at whatever address we had. */
  List<Hook> ours() {
    String path = "/hooks/tableau/%s/%s/".formatted(site.connection().id(), Events.NAME);
    return all.stream().filter(hook -> hook.url().contains(path)).toList();
  }

  private List<Hook> at(URI address) {
    return all.stream().filter(hook -> hook.url().startsWith(address + "/")).toList();
  }

  /** The secret that webhooks at this address carry, where there are any. */
  Optional<String> secret(URI address) {
    return at(address).stream()
        .map(hook -> hook.url().substring(address.toString().length() + 1))
        .filter(rest -> rest.matches("[A-Za-z0-9_-]{32,}"))
        .findFirst();
  }

  /** Has every event call that address once, and what was switched off call again. */
  void bring(URI address, String secret) {
    String url = address + "/" + secret;
    WebhooksApi api = site.client(WebhooksApi.class);
    Set<String> there = new HashSet<>();
    for (Hook hook : at(address)) {
      boolean wanted = hook.url().equals(url) && EVENTS.contains(hook.event());
      if (!wanted || !there.add(hook.event())) {
        api.delete(site.version(), site.id(), hook.id());
      } else if (!hook.enabled()) {
        api.change(site.version(), site.id(), hook.id(), enabled());
      }
    }
    for (String event : EVENTS) {
      if (!there.contains(event)) {
        api.create(site.version(), site.id(), wanted(event, url));
      }
    }
  }

  /** Takes away what calls an address. */
  void remove(URI address) {
    for (Hook hook : new ArrayList<>(at(address))) {
      site.client(WebhooksApi.class).delete(site.version(), site.id(), hook.id());
    }
  }

  private ObjectNode wanted(String event, String url) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode hook = body.putObject("webhook");
    hook.put("name", "ml-connector %s %s".formatted(site.connection().id(), event));
    hook.put("event", event);
    hook.putObject("webhook-destination")
        .putObject("webhook-destination-http")
        .put("method", "POST")
        .put("url", url);
    return body;
  }

  /** Without a reason: Tableau refuses one for what is switched on. */
  private static ObjectNode enabled() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("webhook").put("isEnabled", true);
    return body;
  }
}
