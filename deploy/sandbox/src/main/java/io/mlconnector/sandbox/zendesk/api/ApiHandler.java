package io.mlconnector.sandbox.zendesk.api;

import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.Refusal;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers every call below {@code /api/v2}: who calls, how often, may they, and then what. */
final class ApiHandler implements Handler<RoutingContext> {

  private static final String ROOT = "/api/v2/";
  private static final List<String> ME = List.of("users", "me");

  private final Account account;
  private final Authentication authentication;
  private final RateLimits limits;
  private final Routes routes;

  ApiHandler(Account account, RateLimits limits, Routes routes) {
    this.account = account;
    this.authentication = new Authentication(account);
    this.limits = limits;
    this.routes = routes;
  }

  @Override
  public void handle(RoutingContext context) {
    boolean reads = context.request().method() == HttpMethod.GET;
    Answer answer =
        reads
            ? account.exclusively(() -> answer(context))
            : account.changing(() -> answer(context));
    if (answer instanceof Answer.Later later) {
      context.vertx().setTimer(Math.max(1, later.millis()), timer -> send(later.work(), context));
    } else if (answer instanceof Answer.Now now) {
      now.reply().send(context);
    }
  }

  private void send(Supplier<Reply> work, RoutingContext context) {
    try {
      account.changing(work).send(context);
    } catch (RuntimeException defect) {
      context.fail(defect);
    }
  }

  private Answer answer(RoutingContext context) {
    String method = context.request().method().name();
    List<String> path = path(context.request().path());
    Optional<Caller> caller;
    try {
      if (!account.settings().helpDeskOpen()) {
        throw Refusals.noHelpDesk("" + context.request().authority());
      }
      caller = authentication.caller(context.request().getHeader("Authorization"));
      if (caller.isEmpty() && !(method.equals("GET") && path.equals(ME))) {
        throw Refusals.unauthenticated();
      }
    } catch (Refusal refusal) {
      return new Answer.Now(reply(refusal));
    }
    ApiCall unrouted = new ApiCall(context, caller.orElse(null), Map.of());
    try {
      caller.ifPresent(each -> admit(each, method, path));
      Routes.Found found = routes.find(method, path).orElseThrow(Refusals::noSuchEndpoint);
      ApiCall call = new ApiCall(context, caller.orElse(null), found.path());
      return run(found.endpoint(), call);
    } catch (Refusal refusal) {
      return new Answer.Now(told(unrouted, reply(refusal)));
    }
  }

  private void admit(Caller caller, String method, List<String> path) {
    limits.any();
    if (caller.token() != null) {
      Scopes.require(caller.token(), method, path);
    }
    if (!caller.user().isStaff() && !path.equals(ME)) {
      throw Refusals.forbidden();
    }
  }

  private Answer run(Function<ApiCall, Answer> endpoint, ApiCall call) {
    try {
      Answer answer = endpoint.apply(call);
      if (answer instanceof Answer.Later later) {
        return new Answer.Later(later.millis(), () -> finish(call, later.work()));
      }
      return new Answer.Now(told(call, ((Answer.Now) answer).reply()));
    } catch (Refusal refusal) {
      return new Answer.Now(told(call, reply(refusal)));
    }
  }

  private Reply finish(ApiCall call, Supplier<Reply> work) {
    try {
      return told(call, work.get());
    } catch (Refusal refusal) {
      return told(call, reply(refusal));
    }
  }

  private Reply told(ApiCall call, Reply reply) {
    Reply all = reply;
    for (Map.Entry<String, String> header : call.told().entrySet()) {
      all = all.header(header.getKey(), header.getValue());
    }
    if (call.caller() != null) {
      for (Map.Entry<String, String> header : limits.headers().entrySet()) {
        all = all.header(header.getKey(), header.getValue());
      }
    }
    return all;
  }

  static Reply reply(Refusal refusal) {
    Reply reply =
        refusal.body() == null
            ? Reply.empty(refusal.status())
            : Reply.json(refusal.status(), refusal.body());
    for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
      reply = reply.header(header.getKey(), header.getValue());
    }
    return reply;
  }

  private static List<String> path(String path) {
    String rest = path.length() > ROOT.length() ? path.substring(ROOT.length()) : "-";
    return List.of(
        (rest.endsWith(".json") ? rest.substring(0, rest.length() - 5) : rest).split("/"));
  }
}
