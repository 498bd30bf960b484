package io.mlconnector.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A simulated Dynamics 365 and the helpdesk beside it.
 *
 * @param erp the name of its connection
 * @param helpdesk the name of the other's
 */
record DynamicsPair(String erp, String helpdesk, SandboxView vendors) {

  private static String key(JsonNode row, String number) {
    String company = row.path("dataAreaId").asText().toLowerCase(Locale.ROOT);
    return company + ":" + row.path(number).asText();
  }

  Stream<String> customerKeys() throws Exception {
    return vendors.rows("CustomersV3").stream().map(row -> key(row, "CustomerAccount"));
  }

  Stream<String> vendorKeys() throws Exception {
    return vendors.rows("VendorsV2").stream().map(row -> key(row, "VendorAccountNumber"));
  }

  /** The external ids of all organizations that are to be made. */
  Set<String> expected() throws Exception {
    Set<String> ids = new TreeSet<>();
    customerKeys().forEach(key -> ids.add(id("customer", key)));
    vendorKeys().forEach(key -> ids.add(id("vendor", key)));
    return ids;
  }

  /** The default external id, with what is not plain encoded. */
  String id(String entity, String key) {
    StringBuilder text = new StringBuilder();
    for (char c : (erp + ":" + entity + ":" + key).toCharArray()) {
      boolean plain = Character.toString(c).matches("[a-z0-9._:-]");
      text.append(plain ? Character.toString(c) : "%%%02x".formatted((int) c));
    }
    return text.toString();
  }

  /** The addresses of all contact persons. */
  List<String> emails() throws Exception {
    return vendors.rows("ContactPersons").stream()
        .map(row -> row.path("PrimaryEmailAddress").asText().toLowerCase(Locale.ROOT))
        .filter(email -> !email.isEmpty())
        .distinct()
        .toList();
  }

  /** The organizations that were made from an ERP, by external id. */
  Map<String, JsonNode> organizations() throws Exception {
    Map<String, JsonNode> made = new HashMap<>();
    vendors.organizations().forEach(each -> made.put(each.path("external_id").asText(), each));
    return made;
  }

  JsonNode organization(String customer) throws Exception {
    return organizations().get(id("customer", customer));
  }

  JsonNode customer(String key) throws Exception {
    return vendors.rows("CustomersV3").stream()
        .filter(row -> key(row, "CustomerAccount").equals(key))
        .findFirst()
        .orElseThrow();
  }

  /**
   * One person of each customer, by the customer's key. Left out are those without anybody, and
   * those whose party has another account as well, which has the same name and people.
   */
  Map<String, JsonNode> requesters() throws Exception {
    Map<String, JsonNode> byOrganization = new HashMap<>();
    for (JsonNode user : vendors.requesters()) {
      byOrganization.putIfAbsent(user.path("organization_id").asText(), user);
    }
    Map<String, JsonNode> made = organizations();
    Map<String, JsonNode> requesters = new TreeMap<>();
    Map<String, Long> accounts =
        Stream.concat(
                parties("CustomersV3", "PartyNumber"), parties("VendorsV2", "VendorPartyNumber"))
            .collect(Collectors.groupingBy(party -> party, Collectors.counting()));
    for (JsonNode row : vendors.rows("CustomersV3")) {
      String key = key(row, "CustomerAccount");
      JsonNode user = byOrganization.get(made.get(id("customer", key)).path("id").asText());
      if (user != null && accounts.get(row.path("PartyNumber").asText()) == 1) {
        requesters.put(key, user);
      }
    }
    return requesters;
  }

  private Stream<String> parties(String set, String party) throws Exception {
    return vendors.rows(set).stream().map(row -> row.path(party).asText());
  }

  /** What was said of tickets, each text behind the number of its account. */
  List<String> attachments() throws Exception {
    return vendors.rows("CustomerAttachmentsV2").stream()
        .map(row -> key(row, "CustomerAccountNumber") + " " + row.path("Notes").asText())
        .toList();
  }

  List<String> attachments(String ticket) throws Exception {
    return attachments().stream()
        .filter(note -> note.endsWith("[" + helpdesk + ":ticket:" + ticket + "]"))
        .toList();
  }

  String memo(String customer) throws Exception {
    return customer(customer).path("SalesMemo").asText();
  }

  /** Gives the customer's organization another name in the ERP. */
  void rename(String customer, String name) throws Exception {
    vendors.setRow("CustomersV3/" + customer.replace(':', '/'), "OrganizationName", name);
  }

  /** Gives whoever has that address another one. */
  void changeEmail(String from, String to) throws Exception {
    Set<String> parties = new HashSet<>();
    for (JsonNode row : vendors.rows("ContactPersons")) {
      if (row.path("PrimaryEmailAddress").asText().equalsIgnoreCase(from)
          && parties.add(row.path("ContactPersonPartyNumber").asText())) {
        String key = row.path("dataAreaId").asText() + "/" + row.path("ContactPersonId").asText();
        vendors.setRow("ContactPersons/" + key, "PrimaryEmailAddress", to);
      }
    }
  }

  /** The users who have the address, as their first or as a further one. */
  List<JsonNode> usersOf(String email) throws Exception {
    return vendors.users().stream()
        .filter(
            user ->
                Stream.of(user.path("identities"))
                    .flatMap(all -> all.findValuesAsText("value").stream())
                    .anyMatch(email::equalsIgnoreCase))
        .toList();
  }
}
