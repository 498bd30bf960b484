package io.mlconnector.sandbox.zoho;

import io.mlconnector.sandbox.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Everything below {@code /crm/v8}: who calls, how many at once and what it costs come before what
 * the call asks for (sheet B1, B4).
 */
final class CrmApi {

  private static final String ROOT = "/crm/v8/";
  private static final String SCHEME = "Zoho-oauthtoken ";

  private final Grants grants;
  private final Credits credits;
  private final CrmRoutes routes;
  private final Supplier<ZohoSettings> settings;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger complexUnderWay = new AtomicInteger();

  CrmApi(Grants grants, Credits credits, CrmRoutes routes, Supplier<ZohoSettings> settings) {
    this.grants = grants;
    this.credits = credits;
    this.routes = routes;
    this.settings = settings;
  }

  /** How many calls were let in and are not answered yet. */
  int underWay() {
    return underWay.get();
  }

  void mount(Router router) {
    router.route("/crm/*").handler(this::guarded);
    router.route().handler(call -> Refusal.noSuchPath().reply().send(call));
  }

  private void guarded(RoutingContext context) {
    try {
      Grants.Access access = signedIn(context.request().getHeader("Authorization"));
      ApiCall call = call(context);
      CrmRoutes.Found found = routes.find(call);
      if (!found.scopes().stream().allMatch(each -> Scopes.cover(access.scope(), each))) {
        throw new Refusal(401, "OAUTH_SCOPE_MISMATCH", "invalid oauth scope to access this URL");
      }
      admit(context, found);
      int millis = settings.get().answerMillis();
      if (millis == 0) {
        send(context, found);
      } else {
        context.vertx().setTimer(millis, timer -> send(context, found));
      }
    } catch (Refusal refusal) {
      withCredits(refusal.reply()).send(context);
    }
  }

  private Grants.Access signedIn(String authorization) {
    if (authorization == null || !authorization.startsWith(SCHEME)) {
      throw Refusal.invalidToken();
    }
    return grants
        .find(authorization.substring(SCHEME.length()).strip())
        .orElseThrow(Refusal::invalidToken);
  }

  private void admit(RoutingContext context, CrmRoutes.Found found) {
    boolean complex = found.complex();
    if (underWay.get() >= settings.get().concurrentCalls()
        || complex && complexUnderWay.get() >= settings.get().concurrentComplexCalls()
        || !credits.take(found.credits())) {
      throw tooMany();
    }
    underWay.incrementAndGet();
    if (complex) {
      complexUnderWay.incrementAndGet();
    }
    context.addEndHandler(
        ended -> {
          underWay.decrementAndGet();
          if (complex) {
            complexUnderWay.decrementAndGet();
          }
        });
  }

  static Refusal tooMany() {
    return new Refusal(
        429, "TOO_MANY_REQUESTS", "You have exceeded the number of requests you can make");
  }

  private void send(RoutingContext context, CrmRoutes.Found found) {
    Reply reply;
    try {
      reply = found.work().get();
    } catch (Refusal refusal) {
      reply = refusal.reply();
    }
    withCredits(reply).send(context);
  }

  private Reply withCredits(Reply reply) {
    OptionalLong left = credits.told();
    return left.isPresent()
        ? reply.header("X-API-CREDITS-REMAINING", Long.toString(left.getAsLong()))
        : reply;
  }

  private static ApiCall call(RoutingContext context) {
    String path = context.request().path();
    if (!path.startsWith(ROOT)) {
      throw Refusal.noSuchPath();
    }
    List<String> parts =
        Arrays.stream(path.substring(ROOT.length()).split("/"))
            .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
            .toList();
    Buffer body = context.body() == null ? null : context.body().buffer();
    return new ApiCall(
        context.request().method().name(),
        parts,
        context.queryParams(),
        context.request().headers(),
        body == null ? new byte[0] : body.getBytes());
  }
}
