package io.mlconnector.sandbox.zendesk.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Reply;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.CustomField;
import io.mlconnector.sandbox.zendesk.state.CustomFields;
import io.mlconnector.sandbox.zendesk.state.Refusals;
import java.util.List;
import java.util.Optional;

/** {@code /organization_fields} or {@code /user_fields}; only admins may write. Sheet A2. */
final class FieldsApi {

  private final Account account;
  private final CustomFields fields;
  private final String key;
  private final Paging paging;

  FieldsApi(Account account, CustomFields fields, Paging paging) {
    this.account = account;
    this.fields = fields;
    this.key = fields.kind() + "_field";
    this.paging = paging;
  }

  void mount(Routes routes) {
    String all = key + "s";
    routes.get(all, this::list);
    routes.get(all + "/{id}", call -> one(200, found(call)));
    routes.post(all, this::create);
    routes.put(all + "/{id}", this::update);
    routes.delete(all + "/{id}", this::delete);
  }

  private Reply list(ApiCall call) {
    return paging.page(call, key + "s", List.copyOf(fields.all()), CustomField::id, this::rendered);
  }

  private Reply create(ApiCall call) {
    call.caller().requireAdmin();
    CustomField field = fields.create(call.one(key));
    return one(201, field).header("Location", url(field));
  }

  private Reply update(ApiCall call) {
    call.caller().requireAdmin();
    return one(200, fields.update(found(call).id(), call.one(key)));
  }

  private Reply delete(ApiCall call) {
    call.caller().requireAdmin();
    fields.delete(found(call).id());
    return Reply.empty(204);
  }

  /** A field may be named by its id or by its key. */
  private CustomField found(ApiCall call) {
    String name = call.path("id");
    Optional<CustomField> field =
        name.matches("\\d{1,18}") ? fields.byId(call.id("id")) : fields.byKey(name);
    return field.orElseThrow(Refusals::notFound);
  }

  private Reply one(int status, CustomField field) {
    ObjectNode json = SandboxJson.object();
    json.set(key, rendered(field));
    return Reply.json(status, json);
  }

  private ObjectNode rendered(CustomField field) {
    return field.render(url(field));
  }

  private String url(CustomField field) {
    return account.views().url(key + "s/" + field.id() + ".json");
  }
}
