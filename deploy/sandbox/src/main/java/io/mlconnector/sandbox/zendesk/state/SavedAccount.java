package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;

/**
 * The whole account as JSON and back. What is not kept: authorization codes, spent budgets, and how
 * far the search index lags, which has seen everything after a restart.
 */
public final class SavedAccount {

  private final Account account;

  public SavedAccount(Account account) {
    this.account = account;
  }

  public ObjectNode save() {
    ObjectNode all = SandboxJson.object();
    all.put("lastId", account.ids().last());
    all.set("settings", SandboxJson.MAPPER.valueToTree(account.settings()));
    all.set("directory", account.directory().save());
    all.set("organizationFields", SavedFields.save(account.organizationFields()));
    all.set("userFields", SavedFields.save(account.userFields()));
    all.setAll(new SavedRecords(account).save());
    all.set("groupMemberships", account.groupMemberships().save());
    all.set("webhooks", account.webhooks().save());
    all.set("triggers", account.triggers().save());
    all.set("jobs", SavedJobs.save(account.jobs()));
    all.set("tokens", account.tokens().save());
    return all;
  }

  /** Replaces everything in the account. */
  public void restore(JsonNode saved) {
    account.ids().goOnAfter(saved.path("lastId").asLong());
    account.settings(Settings.defaults().with((ObjectNode) saved.path("settings")));
    account.directory().restore(saved.path("directory"));
    SavedFields.restore(saved.path("organizationFields"), account.organizationFields());
    SavedFields.restore(saved.path("userFields"), account.userFields());
    new SavedRecords(account).restore(saved);
    account.groupMemberships().restore(saved.path("groupMemberships"));
    account.webhooks().restore(saved.path("webhooks"));
    account.triggers().restore(saved.path("triggers"));
    account.jobs().replaceAll(SavedJobs.restore(saved.path("jobs")));
    account.tokens().restore(saved.path("tokens"));
    account.index().clear();
    account.organizations().all().forEach(account::indexed);
    account.users().all().forEach(account::indexed);
    account.tickets().all().forEach(account::indexed);
    account.index().catchUp();
  }
}
