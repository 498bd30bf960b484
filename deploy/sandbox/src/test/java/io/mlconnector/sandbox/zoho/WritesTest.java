package io.mlconnector.sandbox.zoho;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.sandbox.TestHttp.Answer;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritesTest {

  private final Crm crm = new Crm();

  @AfterEach
  void close() {
    crm.close();
  }

  @Test
  void aBatchTakesAHundredRecords() {
    String hundred =
        IntStream.range(0, 100)
            .mapToObj(i -> "{'Account_Name':'Batch " + i + "'}")
            .collect(Collectors.joining(","));

    Answer full = crm.api("POST", "Accounts", "{'data':[" + hundred + "],'trigger':[]}");
    Answer over = crm.api("POST", "Accounts", "{'data':[" + hundred + ",{'Account_Name':'x'}]}");

    assertThat(full.status()).isEqualTo(201);
    assertThat(Crm.texts(full, "message")).hasSize(100).containsOnly("record added");
    assertThat(over.status()).isEqualTo(400);
    assertThat(over.json().at("/details/maximum_length").asInt()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'Account_Name':7|Account_Name|string",
        "'Phone':'not_a_phone!'|Phone|phone",
        "'Website':'no site'|Website|website",
        "'Employees':'many'|Employees|integer",
        "'Account_Number':'A17'|Account_Number|bigint",
        "'Credit_Limit':'1000'|Credit_Limit|double",
        "'Industry':'Fishing'|Industry|picklist",
        "'Parent_Account':'Somebody'|Parent_Account|jsonobject",
        "'Owner':{'id':'1'}|Owner|ownerlookup"
      })
  void aValueOfTheWrongKindIsRefusedWithItsField(String member, String field, String expected) {
    Answer answer = crm.api("POST", "Accounts/upsert", "{'data':[{'ERP_Id':'1'," + member + "}]}");

    JsonNode result = answer.json().at("/data/0");
    assertThat(result.path("code").asText()).isEqualTo("INVALID_DATA");
    assertThat(result.at("/details/api_name").asText()).isEqualTo(field);
    assertThat(result.at("/details/json_path").asText()).isEqualTo("$.data[0]." + field);
    assertThat(result.at("/details/expected_data_type").asText()).isEqualTo(expected);
  }

  @Test
  void aTextThatIsTooLongAndAnUnknownFieldAreTwoErrors() {
    String name = "x".repeat(201);

    Answer answer =
        crm.api("POST", "Accounts", "{'data':[{'Account_Name':'" + name + "','Nothing':1}]}");

    assertThat(Crm.texts(answer, "code")).containsExactly("MULTIPLE_OR_MULTI_ERRORS");
    assertThat(answer.json().at("/data/0/details/errors")).hasSize(2);
    assertThat(answer.json().at("/data/0/details/errors/0/details/maximum_length").asInt())
        .isEqualTo(200);
  }

  @Test
  void anOrganizationCanDropUnknownFieldsInSilence() {
    crm.set("{'unknownFieldsRefused':false}");

    Answer answer = crm.api("POST", "Accounts", "{'data':[{'Account_Name':'N','Nothing':1}]}");

    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void systemFieldsCannotBeWritten() {
    Answer answer =
        crm.api(
            "POST",
            "Accounts",
            "{'data':[{'Account_Name':'N','Modified_Time':'2024-01-01T00:00:00+00:00'}]}");

    assertThat(answer.json().at("/data/0/details/api_name").asText()).isEqualTo("Modified_Time");
  }

  @Test
  void moneyIsRoundedToTwoDecimals() {
    Answer answer =
        crm.api("POST", "Accounts", "{'data':[{'Account_Name':'N','Credit_Limit':10.005}]}");

    JsonNode read = crm.get("Accounts/" + Crm.id(answer)).json().at("/data/0");
    assertThat(read.path("Credit_Limit").decimalValue()).isEqualByComparingTo("10.01");
  }

  @Test
  void withoutAKeyTheNameDecidesFirst() {
    String id = crm.account("Doppelt");

    Answer upsert =
        crm.api("POST", "Accounts/upsert", "{'data':[{'Account_Name':' doppelt','ERP_Id':'77'}]}");

    assertThat(Crm.id(upsert)).isEqualTo(id);
    assertThat(upsert.json().at("/data/0/duplicate_field").asText()).isEqualTo("Account_Name");
  }

  @Test
  void aKeyOfItsOwnMeetsTheGuardOfNames() {
    String id = crm.account("Doppelt");
    String body =
        "{'data':[{'Account_Name':'Doppelt','ERP_Id':'78'}],'duplicate_check_fields':['ERP_Id']}";

    Answer guarded = crm.api("POST", "Accounts/upsert", body);
    crm.set("{'olderDuplicateDetails':true}");
    Answer older = crm.api("POST", "Accounts/upsert", body);
    crm.set("{'uniqueSystemFields':[]}");
    Answer free = crm.api("POST", "Accounts/upsert", body);

    JsonNode details = guarded.json().at("/data/0/details");
    assertThat(Crm.texts(guarded, "code")).containsExactly("DUPLICATE_DATA");
    assertThat(details.path("api_name").asText()).isEqualTo("Account_Name");
    assertThat(details.at("/duplicate_record/id").asText()).isEqualTo(id);
    assertThat(details.at("/duplicate_record/module/api_name").asText()).isEqualTo("Accounts");
    assertThat(older.json().at("/data/0/details/id").asText()).isEqualTo(id);
    assertThat(free.json().at("/data/0/action").asText()).isEqualTo("insert");
  }

  @Test
  void aUniqueFieldIsGuardedInUpdatesToo() {
    String first = Crm.id(upsert("'Account_Name':'A','ERP_Id':'a1'"));
    String second = Crm.id(upsert("'Account_Name':'B','ERP_Id':'b1'"));

    Answer answer = crm.api("PUT", "Accounts/" + second, "{'data':[{'ERP_Id':'A1'}],'trigger':[]}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/data/0/details/duplicate_record/id").asText()).isEqualTo(first);
  }

  @Test
  void onlyUniqueFieldsCanBeChecked() {
    Answer answer =
        crm.api(
            "POST",
            "Accounts/upsert",
            "{'data':[{'Account_Name':'N'}],'duplicate_check_fields':['Tax_ID']}");
    crm.control("POST", "/fields/Accounts", "{'apiName':'Tax_ID','type':'TEXT','unique':true}");
    Answer flagged =
        crm.api(
            "POST",
            "Accounts/upsert",
            "{'data':[{'Account_Name':'N'}],'duplicate_check_fields':['Tax_ID']}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/details/api_name").asText()).isEqualTo("duplicate_check_fields");
    assertThat(flagged.status()).isEqualTo(200);
  }

  @Test
  void duplicateCheckFieldsInAHeaderAreSilentlyIgnored() {
    crm.set("{'uniqueSystemFields':[]}");
    crm.account("Kopf");

    Answer answer =
        crm.api(
            "POST",
            "Accounts/upsert",
            "{'data':[{'Account_Name':'Kopf','ERP_Id':'5'}]}",
            "duplicate_check_fields",
            "ERP_Id");

    assertThat(answer.json().at("/data/0/duplicate_field").asText()).isEqualTo("Account_Name");
  }

  @Test
  void lockedRecordsAndThoseInABlueprintAreLeftAlone() {
    String locked = crm.account("Zu");
    String blueprint = crm.account("Im Ablauf");
    crm.control("POST", "/records/Accounts/" + locked + "/lock", "{'locked':true}");
    crm.control("POST", "/records/Accounts/" + blueprint + "/lock", "{'blueprint':true}");

    Answer answer =
        crm.api(
            "PUT",
            "Accounts",
            "{'data':[{'id':'%s','Phone':'1'},{'id':'%s','Phone':'1'}]}"
                .formatted(locked, blueprint));

    assertThat(Crm.texts(answer, "code")).containsExactly("RECORD_LOCKED", "RECORD_IN_BLUEPRINT");
    assertThat(crm.get("Accounts/" + locked).json().at("/data/0/Locked__s").asBoolean()).isTrue();
    crm.control("POST", "/records/Accounts/" + locked + "/lock", "{'locked':false}");
    assertThat(crm.api("PUT", "Accounts/" + locked, "{'data':[{'Phone':'1'}]}").status())
        .isEqualTo(200);
  }

  @Test
  void anUpdateOfSomethingOlderIsRefused() {
    String id = crm.account("Alt");
    crm.sandbox.clock().advance(Duration.ofMinutes(1));
    String before = "2020-01-01T00:00:00+03:00";

    Answer late =
        crm.api("PUT", "Accounts/" + id, "{'data':[{'Phone':'1'}]}", "If-Unmodified-Since", before);
    String now = crm.get("Accounts/" + id).json().at("/data/0/Modified_Time").asText();
    Answer good =
        crm.api("PUT", "Accounts/" + id, "{'data':[{'Phone':'1'}]}", "If-Unmodified-Since", now);

    assertThat(late.status()).isEqualTo(412);
    assertThat(Crm.texts(late, "code")).containsExactly("ALREADY_MODIFIED");
    assertThat(good.status()).isEqualTo(200);
  }

  @Test
  void theStatusOfABatchIsWhatTheOrganizationIsSetTo() {
    String half = "{'data':[{'Account_Name':'%s'},{'Phone':'1'}]}";

    assertThat(crm.api("POST", "Accounts", half.formatted("A")).status()).isEqualTo(207);
    crm.set("{'partlyFailedStatus':200,'allFailedStatus':202}");
    assertThat(crm.api("POST", "Accounts", half.formatted("B")).status()).isEqualTo(200);
    assertThat(crm.api("POST", "Accounts", "{'data':[{'Phone':'1'}]}").status()).isEqualTo(202);
  }

  @Test
  void automationsRunUnlessTheWriteSaysThatNoneDoes() {
    crm.api("POST", "Accounts", "{'data':[{'Account_Name':'Still'}],'trigger':[]}");
    assertThat(crm.zoho().automations().total()).isZero();

    String id = crm.account("Laut");

    assertThat(crm.zoho().automations().runs())
        .containsExactly(new Automations.Run("Accounts", id));
    Answer wrong =
        crm.api("POST", "Accounts", "{'data':[{'Account_Name':'N'}],'trigger':['mail']}");
    assertThat(wrong.json().at("/details/api_name").asText()).isEqualTo("trigger");
  }

  @Test
  void anExternalFieldNamesRecordsAndLookups() {
    upsert("'Account_Name':'Extern','ERP_Key':'JDE 17'");

    Answer read = crm.api("GET", "Accounts/JDE%2017", null, "X-EXTERNAL", "Accounts.ERP_Key");
    Answer updated =
        crm.api(
            "PUT",
            "Accounts/JDE%2017",
            "{'data':[{'Phone':'4'}]}",
            "X-EXTERNAL",
            "Accounts.ERP_Key");
    Answer person =
        crm.api(
            "POST",
            "Contacts",
            "{'data':[{'Last_Name':'L','Account_Name':{'id':'JDE 17'}}]}",
            "X-EXTERNAL",
            "Accounts.ERP_Key");

    String id = read.json().at("/data/0/id").asText();
    assertThat(Crm.id(updated)).isEqualTo(id);
    JsonNode contact = crm.get("Contacts/" + Crm.id(person)).json().at("/data/0");
    assertThat(contact.at("/Account_Name/id").asText()).isEqualTo(id);
    assertThat(contact.at("/Account_Name/name").asText()).isEqualTo("Extern");
    assertThat(
            crm.api("GET", "Accounts/x", null, "X-EXTERNAL", "Accounts.ERP_Id")
                .json()
                .path("code")
                .asText())
        .isEqualTo("INVALID_DATA");
  }

  @Test
  void aMandatoryFieldCannotBeEmptied() {
    String id = crm.account("Voll");

    Answer answer = crm.api("PUT", "Accounts/" + id, "{'data':[{'Account_Name':' '}]}");

    assertThat(Crm.texts(answer, "code")).containsExactly("MANDATORY_NOT_FOUND");
  }

  private Answer upsert(String members) {
    return crm.api(
        "POST",
        "Accounts/upsert",
        "{'data':[{" + members + "}],'duplicate_check_fields':['ERP_Id'],'trigger':[]}");
  }
}
