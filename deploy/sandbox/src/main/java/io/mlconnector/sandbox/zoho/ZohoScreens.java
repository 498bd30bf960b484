package io.mlconnector.sandbox.zoho;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.screens.Screen;
import io.mlconnector.sandbox.screens.Screen.Entry;
import io.mlconnector.sandbox.screens.Screen.Field;
import java.util.List;
import java.util.Optional;

/** Accounts of the simulated CRM, as its people see and edit them. */
final class ZohoScreens {

  private ZohoScreens() {}

  static List<Screen> of(ZohoEdits edits) {
    return List.of(
        new Screen(
            "accounts",
            "Accounts",
            List.of(
                new Field("Name", "Account_Name"),
                new Field("Number at the ERP", "Account_Number"),
                new Field("Phone", "Phone"),
                new Field("City", "Billing_City"),
                new Field("Website", "Website"),
                new Field("Tax id", "Tax_ID"),
                new Field("Credit limit", "Credit_Limit")),
            () ->
                edits.records(Org.ACCOUNTS).stream()
                    .map(each -> new Entry(each.path("id").asText(), each))
                    .toList(),
            Optional.of(new Typed(edits))));
  }

  /** What is typed there. */
  private record Typed(ZohoEdits edits) implements Screen.Edits {

    @Override
    public void change(String key, ObjectNode values) {
      edits.change(Org.ACCOUNTS, key, values);
    }

    @Override
    public String create(ObjectNode values) {
      return edits.create(Org.ACCOUNTS, values).path("id").asText();
    }

    @Override
    public void delete(String key) {
      edits.delete(Org.ACCOUNTS, key);
    }
  }
}
