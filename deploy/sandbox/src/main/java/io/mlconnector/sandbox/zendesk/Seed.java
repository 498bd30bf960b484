package io.mlconnector.sandbox.zendesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.Company;
import io.mlconnector.sandbox.Contact;
import io.mlconnector.sandbox.Customer;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.zendesk.state.Account;
import io.mlconnector.sandbox.zendesk.state.OAuthClient;
import io.mlconnector.sandbox.zendesk.state.User;
import java.util.Set;

/** Fills a new account with what a helpdesk has before anybody connects an ERP to it. */
final class Seed {

  private static final int ADOPTED_CUSTOMER = 2;
  private static final int ADOPTED_CONTACT = 3;
  private static final Set<String> BROAD = Set.of("read", "write");

  private final Account account;
  private final Company company;

  Seed(Account account, Company company) {
    this.account = account;
    this.company = company;
  }

  /** The customer whose name an organization without external id already has. */
  static Customer adoptedCustomer(Company company) {
    return company.customers().get(ADOPTED_CUSTOMER);
  }

  /** The contact whose e-mail address an end user without external id already has. */
  static Contact adoptedContact(Company company) {
    return company.contacts().get(ADOPTED_CONTACT);
  }

  void plant() {
    account.directory().plant();
    fields();
    long service = people();
    records();
    access(service);
    account.index().catchUp();
  }

  private void fields() {
    account.organizationFields().create(field("decimal", "credit_limit", "Credit limit"));
    ObjectNode category = field("dropdown", "customer_category", "Customer category");
    option(category, "Standard", "standard");
    option(category, "Key account", "key_account");
    account.organizationFields().create(category);
    account.userFields().create(field("text", "job_title", "Job title"));
  }

  /** Answers the id of the service account. */
  private long people() {
    person("Odile Brandt", ZendeskAccess.OWNER_EMAIL, "admin");
    long service = person("Integration", ZendeskAccess.SERVICE_EMAIL, "admin");
    person("Tomas Lindgren", ZendeskAccess.PLAIN_AGENT_EMAIL, "agent");
    person("Inès Moreau", Company.AGENT_EMAIL, "agent");
    person("Priya Raman", "priya.raman@helpdesk.example", "agent");
    return service;
  }

  private void records() {
    organization(adoptedCustomer(company).name(), "Calls on Mondays.", "vip");
    organization("Helpdesk Partner Services", "Runs our second shift.", "partner");
    long own = organization("Walk-in visitors", "For whoever belongs nowhere.", "internal");
    Contact known = adoptedContact(company);
    endUser(known.firstName() + " " + known.lastName(), known.email(), null);
    endUser("Walter Ibsen", "walter.ibsen@visitors.example", own);
    User shared = endUser("Mara Quist", "mara.quist@sister-desk.example", null);
    account.users().share(shared);
  }

  private long organization(String name, String notes, String tag) {
    ObjectNode body = SandboxJson.object().put("name", name).put("notes", notes);
    body.putArray("tags").add(tag);
    return account.organizations().insert(account.organizations().check(body)).entity().id();
  }

  private User endUser(String name, String email, Long organization) {
    ObjectNode body = SandboxJson.object().put("name", name).put("email", email);
    body.put("verified", true).put("skip_verify_email", true);
    return account.users().create(body.put("organization_id", organization)).entity();
  }

  private long person(String name, String email, String role) {
    ObjectNode body = SandboxJson.object().put("name", name).put("email", email);
    body.put("role", role).put("verified", true).put("skip_verify_email", true);
    return account.users().create(body).entity().id();
  }

  private static ObjectNode field(String type, String key, String title) {
    return SandboxJson.object().put("type", type).put("key", key).put("title", title);
  }

  private static void option(ObjectNode field, String name, String tag) {
    field.withArray("custom_field_options").addObject().put("name", name).put("value", tag);
  }

  private void access(long service) {
    account.tokens().addApiToken(ZendeskAccess.API_TOKEN);
    account.tokens().addLongLived(ZendeskAccess.LONG_LIVED_TOKEN, service, BROAD);
    Set<String> redirects = Set.of(ZendeskAccess.REDIRECT_URI);
    account
        .tokens()
        .addClient(
            new OAuthClient(
                ZendeskAccess.CLIENT_ID, ZendeskAccess.CLIENT_SECRET, redirects, BROAD, service));
    account
        .tokens()
        .addClient(
            new OAuthClient(ZendeskAccess.PUBLIC_CLIENT_ID, null, redirects, BROAD, service));
  }
}
