package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.User;
import io.mlconnector.sandbox.zendesk.state.Users;
import io.mlconnector.sandbox.zendesk.state.Written;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /users} for writing single records: vendor sheet A3. */
final class UserWritesApi {

  private final Account account;
  private final Users users;
  private final RateLimits limits;

  UserWritesApi(Account account, RateLimits limits) {
    this.account = account;
    this.users = account.users();
    this.limits = limits;
  }

  void mount(Routes routes) {
    routes.post("users", this::create);
    routes.post("users/create_or_update", this::createOrUpdate);
    routes.put("users/{id}", this::update);
    routes.delete("users/{id}", this::delete);
  }

  private Reply create(ApiCall call) {
    ObjectNode body = call.one("user");
    call.caller().requireMayChange(null, body);
    return written(call, users.create(body));
  }

  private Reply createOrUpdate(ApiCall call) {
    ObjectNode body = call.one("user");
    Optional<User> known = users.match(body);
    limits.userUpdate(call, known.map(u -> OptionalLong.of(u.id())).orElse(OptionalLong.empty()));
    call.caller().requireMayChange(known.orElse(null), body);
    return written(
        call,
        known.isPresent()
            ? users.update(known.get().id(), body, call.caller().user())
            : users.create(body));
  }

  private Reply update(ApiCall call) {
    User user = users.active(call.id("id"));
    ObjectNode body = call.one("user");
    limits.userUpdate(call, OptionalLong.of(user.id()));
    call.caller().requireMayChange(user, body);
    return written(call, users.update(user.id(), body, call.caller().user()));
  }

  /** Answers 200 with the deleted user, not 204. */
  private Reply delete(ApiCall call) {
    call.caller().requireAdmin();
    return one(200, users.delete(call.id("id")));
  }

  private Reply written(ApiCall call, Written<User> written) {
    call.warn(written.ignored());
    Reply reply = one(written.created() ? 201 : 200, written.entity());
    String url = account.views().url("users/" + written.entity().id() + ".json");
    return written.created() ? reply.header("Location", url) : reply;
  }

  private Reply one(int status, User user) {
    ObjectNode json = SandboxJson.object();
    json.set("user", account.views().user(user));
    return Reply.json(status, json);
  }
}
