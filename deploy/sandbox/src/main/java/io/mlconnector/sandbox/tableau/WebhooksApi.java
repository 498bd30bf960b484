package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;

/**
 * Webhooks: made, listed, changed, removed and tested by a site administrator (sheet T6). Their
 * address has to be https, or http on this machine.
 */
final class WebhooksApi {

  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost");

  private static final ApiVersion FIRST_WITH_EVENT = new ApiVersion(3, 9);

  private final Site site;
  private final Webhooks webhooks;
  private final HttpClient http = HttpClient.newHttpClient();

  WebhooksApi(Site site, Webhooks webhooks) {
    this.site = site;
    this.webhooks = webhooks;
  }

  void mount(RestApi api) {
    on(api, HttpMethod.POST, "/webhooks", this::create);
    on(api, HttpMethod.GET, "/webhooks", this::list);
    on(api, HttpMethod.GET, "/webhooks/:webhook", call -> answer(call, 200, existing(call)));
    on(api, HttpMethod.PUT, "/webhooks/:webhook", this::change);
    on(api, HttpMethod.DELETE, "/webhooks/:webhook", this::remove);
    on(api, HttpMethod.GET, "/webhooks/:webhook/test", this::test);
  }

  private static void on(RestApi api, HttpMethod method, String path, RestApi.Endpoint endpoint) {
    api.on(
        method,
        path,
        "3.6",
        "webhook",
        call -> {
          call.allow().session().user().mustAdminister();
          endpoint.handle(call);
        });
  }

  private Webhook existing(ApiCall call) {
    return webhooks.existing(call.path("webhook"));
  }

  private static void answer(ApiCall call, int status, Webhook webhook) {
    ObjectNode answer = SandboxJson.object();
    answer.set("webhook", webhook.json());
    Reply reply = ApiCall.reply(call.http(), status, answer);
    String self = call.http().request().path() + "/" + webhook.id();
    (status == 201 ? reply.header("Location", self) : reply).send(call.http());
  }

  private void list(ApiCall call) {
    ObjectNode answer = SandboxJson.object();
    ArrayNode all = answer.putObject("webhooks").putArray("webhook");
    webhooks.all().forEach(each -> all.add(each.json()));
    call.answer(200, answer);
  }

  private void create(ApiCall call) {
    JsonNode wanted = wanted(call);
    ApiCall.onlyMembers(wanted, "name", "event", "webhook-source", "webhook-destination");
    Webhook webhook =
        new Webhook(
            Site.newId(),
            name(wanted.path("name").asText()),
            event(call, wanted),
            url(wanted.path("webhook-destination")),
            true,
            "",
            call.session().user().id(),
            Site.seconds(site.clock.instant()),
            0);
    webhooks.put(webhook);
    answer(call, 201, webhook);
  }

  private static JsonNode wanted(ApiCall call) {
    ObjectNode body = call.body();
    ApiCall.onlyMembers(body, "webhook");
    return body.path("webhook");
  }

  private static String name(String name) {
    if (name.isBlank() || name.length() > 255) {
      throw Refusal.badRequest("webhook.name: 1 to 255 characters are expected.");
    }
    return name;
  }

  private static String event(ApiCall call, JsonNode wanted) {
    boolean named = wanted.has("event");
    if (named == wanted.has("webhook-source")
        || (named && !call.version().isAtLeast(FIRST_WITH_EVENT))) {
      throw Refusal.badRequest("webhook: event (since 3.9) or webhook-source is expected.");
    }
    String text = named ? wanted.path("event").asText() : first(wanted.path("webhook-source"));
    return Webhook.EVENTS.stream()
        .filter(event -> event.equals(text) || Webhook.element(event).equals(text))
        .findFirst()
        .orElseThrow(() -> Refusal.badRequest("webhook.event: '" + text + "' is not known."));
  }

  private static String first(JsonNode object) {
    return object.size() == 1 ? object.fieldNames().next() : "";
  }

  private static String url(JsonNode destination) {
    JsonNode to = destination.path("webhook-destination-http");
    ApiCall.onlyMembers(to, "method", "url");
    try {
      URI url = URI.create(to.path("url").asText());
      boolean here = "http".equals(url.getScheme()) && HERE.contains(url.getHost());
      if (to.path("method").asText().equals("POST") && ("https".equals(url.getScheme()) || here)) {
        return url.toString();
      }
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("webhook-destination-http.url: no address.");
    }
    throw Refusal.badRequest("webhook-destination-http: method POST and an https url.");
  }

  private void change(ApiCall call) {
    Webhook before = existing(call);
    JsonNode wanted = wanted(call);
    ApiCall.onlyMembers(
        wanted,
        "name",
        "event",
        "webhook-source",
        "webhook-destination",
        "isEnabled",
        "statusChangeReason");
    boolean enabled = wanted.path("isEnabled").asBoolean(before.enabled());
    String reason = wanted.path("statusChangeReason").asText();
    if (enabled && !reason.isEmpty()) {
      throw Refusal.badRequest("400127", "statusChangeReason: only with isEnabled=false.");
    }
    boolean otherEvent = wanted.has("event") || wanted.has("webhook-source");
    Webhook after =
        before
            .named(
                name(wanted.path("name").asText(before.name())),
                otherEvent ? event(call, wanted) : before.event(),
                wanted.has("webhook-destination")
                    ? url(wanted.path("webhook-destination"))
                    : before.url())
            .state(enabled, enabled ? "" : reason, enabled ? 0 : before.failures());
    webhooks.put(after);
    answer(call, 200, after);
  }

  private void remove(ApiCall call) {
    webhooks.remove(existing(call).id());
    call.answerEmpty(204);
  }

  /** Calls it with an empty payload, and tells how it answered. */
  private void test(ApiCall call) {
    Webhook webhook = existing(call);
    http.sendAsync(Webhooks.request(webhook.url(), ""), BodyHandlers.ofString())
        .whenComplete(
            (answer, failure) -> {
              if (failure != null || answer.statusCode() / 100 != 2) {
                String how = failure == null ? "status " + answer.statusCode() : "no answer";
                ApiCall.error(
                        call.http(),
                        Refusal.badRequest("400113", "The webhook did not accept the test: " + how))
                    .send(call.http());
                return;
              }
              ObjectNode result = SandboxJson.object();
              result
                  .putObject("webhookTestResult")
                  .put("id", webhook.id())
                  .put("status", Integer.toString(answer.statusCode()))
                  .put("body", answer.body());
              call.answer(200, result);
            });
  }
}
