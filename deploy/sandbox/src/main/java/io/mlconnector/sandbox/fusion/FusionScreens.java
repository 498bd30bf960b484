package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.screens.Screen;
import io.mlconnector.sandbox.screens.Screen.Entry;
import io.mlconnector.sandbox.screens.Screen.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Customers and contacts of the simulated ERP, as its people see and edit them. */
final class FusionScreens {

  private FusionScreens() {}

  static List<Screen> of(FusionVendor vendor) {
    return List.of(
        screen(
            vendor,
            "customers",
            "Customers",
            vendor.accounts(),
            List.of(
                new Field("Name", "OrganizationName"),
                new Field("Number", "PartyNumber"),
                new Field("City", "City"),
                new Field("Credit limit", "CreditLimit_c"),
                new Field("Currency", "CreditCurrency_c"),
                new Field("Payment terms", "PaymentTerms_c"),
                new Field("E-mail", "EmailAddress"),
                new Field("Website", "URL"))),
        screen(
            vendor,
            "contacts",
            "Contacts",
            vendor.contacts(),
            List.of(
                new Field("Last name", "LastName"),
                new Field("First name", "FirstName"),
                new Field("E-mail", "EmailAddress"),
                new Field("Customer number", "AccountPartyNumber"),
                new Field("Job title", "JobTitle"),
                new Field("Number", "PartyNumber"))));
  }

  private static Screen screen(
      FusionVendor vendor, String name, String title, FusionTable table, List<Field> fields) {
    return new Screen(
        name,
        title,
        fields,
        () -> table.keys().stream().map(key -> entry(table, key)).toList(),
        Optional.of(new Typed(vendor.edits(), table)));
  }

  private static Entry entry(FusionTable table, String key) {
    ObjectNode values = SandboxJson.object();
    table.get(key).orElse(Map.of()).forEach((attribute, value) -> put(values, attribute, value));
    return new Entry(key, values);
  }

  private static void put(ObjectNode values, String attribute, Object value) {
    if (value != null) {
      values.put(attribute, value.toString());
    }
  }

  /** What is typed there. */
  private record Typed(FusionEdits edits, FusionTable table) implements Screen.Edits {

    @Override
    public void change(String key, ObjectNode values) {
      table.set(key, attributes(values));
    }

    @Override
    public String create(ObjectNode values) {
      return edits.create(table, attributes(values));
    }

    @Override
    public void delete(String key) {
      table.delete(key);
    }

    private static Map<String, Object> attributes(ObjectNode values) {
      Map<String, Object> all = new HashMap<>();
      values
          .fields()
          .forEachRemaining(
              each ->
                  all.put(
                      each.getKey(), each.getValue().isNull() ? null : each.getValue().asText()));
      return all;
    }
  }
}
