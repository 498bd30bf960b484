package io.mlconnector.sandbox.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetadataTest {

  private final Crm crm = new Crm();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void fieldsSayWhatTheyTake() {
    assertThat(field("Account_Name").path("system_mandatory").asBoolean()).isTrue();
    assertThat(field("Account_Name").path("length").asInt()).isEqualTo(200);
    assertThat(field("Account_Number").path("data_type").asText()).isEqualTo("bigint");
    assertThat(field("Credit_Limit").path("custom_field").asBoolean()).isTrue();
    assertThat(field("Credit_Limit").path("data_type").asText()).isEqualTo("currency");
    assertThat(field("Industry").path("pick_list_values").findValuesAsText("actual_value"))
        .contains("-None-", "Manufacturing");
    assertThat(field("Parent_Account").at("/lookup/module/api_name").asText())
        .isEqualTo("Accounts");
    assertThat(field("Modified_Time").at("/operation_type/api_update").asBoolean()).isFalse();
  }

  @Test
  void uniqueAndExternalFieldsAreTold() {
    assertThat(field("ERP_Id").at("/unique/casesensitive").asText()).isEqualTo("false");
    assertThat(field("ERP_Id").path("external").isNull()).isTrue();
    assertThat(field("ERP_Key").at("/external/type").asText()).isEqualTo("org");
    assertThat(field("Tax_ID").path("unique")).isEmpty();

    crm.control("POST", "/fields/Accounts", "{'apiName':'Tax_ID','type':'TEXT','unique':true}");

    assertThat(field("Tax_ID").path("unique")).isNotEmpty();
  }

  @Test
  void aFieldOfTheWrongKindCannotBeUnique() {
    assertThat(
            crm.control(
                    "POST", "/fields/Accounts", "{'apiName':'X','type':'CURRENCY','unique':true}")
                .json()
                .path("error")
                .asText())
        .contains("cannot be unique");
  }

  @Test
  void aFieldThatIsTakenAwayIsGoneFromRecordsToo() {
    crm.control("DELETE", "/fields/Accounts/Tax_ID", null);

    assertThat(crm.get("Accounts", "fields", "Tax_ID").status()).isEqualTo(400);
    assertThat(crm.api("POST", "Accounts", "{'data':[{'Account_Name':'N','Tax_ID':'1'}]}").status())
        .isEqualTo(400);
  }

  @Test
  void modulesAreListedAndOneIsShown() {
    assertThat(crm.get("settings/modules").json().path("modules").findValuesAsText("api_name"))
        .containsExactly("Accounts", "Contacts", "Vendors");
    assertThat(crm.get("settings/modules/Vendors").json().at("/modules/0/singular_label").asText())
        .isEqualTo("Vendor");
    assertThat(crm.get("settings/fields").json().path("code").asText())
        .isEqualTo("REQUIRED_PARAM_MISSING");
    assertThat(crm.get("settings/layouts").status()).isEqualTo(404);
  }

  private JsonNode field(String apiName) {
    JsonNode fields = crm.get("settings/fields", "module", "Accounts").json().path("fields");
    return StreamSupport.stream(fields.spliterator(), false)
        .filter(field -> field.path("api_name").asText().equals(apiName))
        .findFirst()
        .orElseThrow();
  }
}
