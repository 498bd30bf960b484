package io.mlconnector.sandbox.jde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import io.mlconnector.sandbox.screens.Screen;
import io.mlconnector.sandbox.screens.Screen.Entry;
import io.mlconnector.sandbox.screens.Screen.Field;
import java.util.List;
import java.util.Optional;

/** Customers of the simulated EnterpriseOne, as its people see and edit them. */
final class JdeScreens {

  private static final String CUSTOMER = "C";

  private JdeScreens() {}

  static List<Screen> of(JdeEdits edits) {
    return List.of(
        new Screen(
            "customers",
            "Customers",
            List.of(
                new Field("Name", "AlphaName"),
                new Field("Address number", Catalog.ADDRESS_NUMBER),
                new Field("City", "City"),
                new Field("Credit limit", "CreditLimit"),
                new Field("Tax id", "TaxId")),
            () -> edits.numbers(CUSTOMER).stream().map(each -> entry(edits, each)).toList(),
            Optional.of(new Typed(edits))));
  }

  /** The values of an entry by the inputs that change them. */
  private static Entry entry(JdeEdits edits, long number) {
    JsonNode view = edits.view(number);
    ObjectNode values = SandboxJson.object().put(Catalog.ADDRESS_NUMBER, number);
    values.put("AlphaName", view.at("/master/ALPH").asText("").strip());
    values.put("TaxId", view.at("/master/TAX").asText("").strip());
    values.put("City", view.at("/address/CTY1").asText("").strip());
    view.path("companies")
        .forEach(company -> values.put("CreditLimit", company.path("ACL").asText("")));
    return new Entry(String.valueOf(number), values);
  }

  /** What is typed there. */
  private record Typed(JdeEdits edits) implements Screen.Edits {

    @Override
    public void change(String key, ObjectNode values) {
      edits.changeCustomer(Long.parseLong(key), inputs(values));
    }

    @Override
    public String create(ObjectNode values) {
      ObjectNode inputs = inputs(values).put("SearchType", CUSTOMER);
      return edits.addCustomer(inputs).path(Catalog.ADDRESS_NUMBER).asText();
    }

    @Override
    public void delete(String key) {
      edits.delete(Long.parseLong(key));
    }

    /** A blank input clears. */
    private static ObjectNode inputs(ObjectNode values) {
      ObjectNode inputs = SandboxJson.object();
      values
          .fields()
          .forEachRemaining(each -> inputs.put(each.getKey(), each.getValue().asText("")));
      return inputs;
    }
  }
}
