package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrganizationsTest extends DeskTest {

  @Test
  void aNewOrganizationHasEveryRecordedAttribute() {
    Desk.Seen made =
        desk.post(
            "organizations",
            "{'organization':{'name':' Kestrel Pumps ','external_id':'K-1','tags':['A b','a'],"
                + "'domain_names':['Kestrel.example'],'notes':'n','details':'d'}}");

    JsonNode organization = made.json().path("organization");
    assertThat(made.status()).isEqualTo(201);
    assertThat(organization.fieldNames())
        .toIterable()
        .containsExactly(
            "url",
            "id",
            "name",
            "shared_tickets",
            "shared_comments",
            "external_id",
            "created_at",
            "updated_at",
            "domain_names",
            "details",
            "notes",
            "group_id",
            "tags",
            "organization_fields");
    assertThat(organization.path("name").asText()).isEqualTo("Kestrel Pumps");
    assertThat(organization.path("tags").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(organization.path("domain_names").toString()).isEqualTo("[\"kestrel.example\"]");
    assertThat(organization.path("id").asLong()).isGreaterThan(Integer.MAX_VALUE);
    assertThat(made.header("Location")).isEqualTo(organization.path("url").asText());
  }

  @Test
  void linksNameAnotherHostThanTheOneThatWasCalled() {
    long id = desk.organization("Kestrel");

    String url = desk.get("organizations/" + id).json().at("/organization/url").asText();

    assertThat(url)
        .isEqualTo("https://heritage-desk.zendesk.com:443/api/v2/organizations/" + id + ".json");
  }

  @Test
  void aNameIsUniqueWithoutItsSurroundingSpaceAndRegardlessOfCase() {
    desk.organization("Kestrel");

    Desk.Seen refused = desk.post("organizations", "{'organization':{'name':' kestrel '}}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json())
        .isEqualTo(
            Desk.json(
                "{'error':'RecordInvalid','description':'Record validation errors','details':"
                    + "{'name':[{'description':'Name: kestrel has already been taken',"
                    + "'error':'DuplicateValue'}]}}"));
  }

  @Test
  void anExternalIdIsUniqueRegardlessOfCase() {
    desk.post("organizations", "{'organization':{'name':'A','external_id':'abc'}}");

    Desk.Seen refused =
        desk.post("organizations", "{'organization':{'name':'B','external_id':'ABC'}}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/details/external_id/0/error").asText())
        .isEqualTo("DuplicateValue");
  }

  @Test
  void aNameIsMandatory() {
    assertThat(desk.post("organizations", "{'organization':{'name':'  '}}").status())
        .isEqualTo(422);
    assertThat(desk.post("organizations", "{'organization':{}}").status()).isEqualTo(422);
    long id = desk.organization("Kestrel");
    assertThat(desk.put("organizations/" + id, "{'organization':{'name':null}}").status())
        .isEqualTo(422);
  }

  @Test
  void twoIdenticalCreatesAtTheSameTimeBothSucceed() {
    desk.settings("{'raceMillis':300}");
    String body = "{'organization':{'name':'Twin','external_id':'twin'}}";

    List<CompletableFuture<Desk.Seen>> both =
        List.of(desk.postAsync("organizations", body), desk.postAsync("organizations", body));

    assertThat(both).extracting(each -> each.join().status()).containsExactly(201, 201);
    assertThat(desk.zendesk.duplicates().at("/organization_external_id/twin")).hasSize(2);
    assertThat(desk.get("organizations/show_many?external_ids=twin").json().path("count").asInt())
        .isEqualTo(2);
    assertThat(desk.post("organizations", body).status()).isEqualTo(422);
  }

  @Test
  void withoutTheRaceOnlyOneOfTwoIdenticalCreatesSucceeds() {
    desk.settings("{'raceMillis':0}");
    String body = "{'organization':{'name':'Twin'}}";

    List<CompletableFuture<Desk.Seen>> both =
        List.of(desk.postAsync("organizations", body), desk.postAsync("organizations", body));

    assertThat(both).extracting(each -> each.join().status()).containsExactlyInAnyOrder(201, 422);
  }

  @Test
  void aChangeTouchesOnlyWhatWasSentAndReplacesListsWhole() {
    Desk.Seen made =
        desk.post(
            "organizations",
            "{'organization':{'name':'K','notes':'keep','tags':['a','b'],"
                + "'organization_fields':{'credit_limit':'10.50','customer_category':'standard'}}}");
    long id = made.id("organization");
    desk.advance(5);

    JsonNode changed =
        desk.put(
                "organizations/" + id,
                "{'organization':{'tags':['c'],'organization_fields':{'credit_limit':20}}}")
            .json()
            .path("organization");

    assertThat(changed.path("notes").asText()).isEqualTo("keep");
    assertThat(changed.path("tags").toString()).isEqualTo("[\"c\"]");
    assertThat(changed.path("organization_fields"))
        .isEqualTo(Desk.json("{'credit_limit':20.0,'customer_category':'standard'}"));
    assertThat(changed.path("updated_at").asText())
        .isNotEqualTo(changed.path("created_at").asText());
  }

  @Test
  void unknownFieldsAndAttributesAreIgnoredAndNamedInAHeader() {
    Desk.Seen made =
        desk.post(
            "organizations",
            "{'organization':{'name':'K','vat':'1','organization_fields':{'nope':'1'}}}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("x-zendesk-api-warn")).contains("vat", "organization_fields.nope");
    assertThat(made.json().at("/organization/organization_fields").has("nope")).isFalse();
  }

  @Test
  void aGroupMustExistAndAListMustBeOne() {
    assertThat(desk.post("organizations", "{'organization':{'name':'K','group_id':1}}").status())
        .isEqualTo(422);
    Desk.Seen refused = desk.post("organizations", "{'organization':{'name':'K','tags':'a'}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/error/title").asText()).isEqualTo("Invalid attribute");
  }

  @Test
  void createOrUpdateKnowsIdsAndExternalIdsButNeverNames() {
    String body = "{'organization':{'name':'K','external_id':'k-1','notes':'%s'}}";
    Desk.Seen made = desk.post("organizations/create_or_update", String.format(body, "one"));
    Desk.Seen changed =
        desk.post(
            "organizations/create_or_update", String.format(body, "two").replace("k-1", "K-1"));

    assertThat(made.status()).isEqualTo(201);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.id("organization")).isEqualTo(made.id("organization"));
    assertThat(changed.json().at("/organization/external_id").asText()).isEqualTo("K-1");
    Desk.Seen clash =
        desk.post(
            "organizations/create_or_update", "{'organization':{'name':'K','external_id':'k-2'}}");
    assertThat(clash.status()).isEqualTo(422);
    assertThat(clash.json().at("/details/name/0/error").asText()).isEqualTo("DuplicateValue");
    assertThat(
            desk.post("organizations/create_or_update", "{'organization':{'id':1,'name':'Z'}}")
                .status())
        .isEqualTo(404);
  }

  @Test
  void showManyFindsAtMostHundredAndLeavesOutWhatIsMissing() {
    long id = desk.organization("Kestrel");
    desk.put("organizations/" + id, "{'organization':{'external_id':'K-1'}}");

    JsonNode found = desk.get("organizations/show_many?external_ids=k-1,none").json();
    assertThat(found.path("organizations")).hasSize(1);
    assertThat(found.path("count").asInt()).isEqualTo(1);
    assertThat(desk.get("organizations/show_many?ids=" + id + ",17").json().path("count").asInt())
        .isEqualTo(1);
    String many = IntStream.range(0, 101).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
    Desk.Seen refused = desk.get("organizations/show_many?external_ids=" + many);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json())
        .isEqualTo(
            Desk.json(
                "{'error':'TooManyValues','description':"
                    + "'Parameter  cannot specify more than 100 values','max_count':100}"));
    assertThat(desk.get("organizations/show_many").status()).isEqualTo(400);
  }

  @Test
  void searchTakesExactlyOneOfExternalIdAndName() {
    desk.post("organizations", "{'organization':{'name':'Kestrel Pumps','external_id':'K-1'}}");

    assertThat(desk.get("organizations/search?external_id=k-1").json().path("organizations"))
        .hasSize(1);
    assertThat(desk.get("organizations/search?name=kestrel pumps").json().path("organizations"))
        .hasSize(1);
    assertThat(desk.get("organizations/search?name=kestrel").json().path("organizations"))
        .isEmpty();
    assertThat(desk.get("organizations/search").status()).isEqualTo(400);
    assertThat(desk.get("organizations/search?name=a&external_id=b").status()).isEqualTo(400);
  }

  @Test
  void aDeletedOrganizationIsGoneAndItsPeopleBelongToNobody() {
    long id = desk.organization("Kestrel");
    long user = desk.user("'name':'Ada','organization_id':" + id);

    assertThat(desk.delete("organizations/" + id).status()).isEqualTo(204);

    Desk.Seen gone = desk.get("organizations/" + id);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.json())
        .isEqualTo(Desk.json("{'error':'RecordNotFound','description':'Not found'}"));
    Desk.Seen again = desk.delete("organizations/" + id);
    assertThat(again.status()).isEqualTo(404);
    assertThat(again.text()).isEmpty();
    assertThat(desk.get("users/" + user).json().at("/user/organization_id").isNull()).isTrue();
    assertThat(desk.organization("Kestrel")).isNotEqualTo(id);
  }

  @Test
  void countsAreOldForAWhileAndRelatedCountsAreNot() {
    long id = desk.organization("Kestrel");
    int before = desk.get("organizations/count").json().at("/count/value").asInt();
    desk.organization("Vega");
    desk.user("'name':'Ada','organization_id':" + id);

    assertThat(desk.get("organizations/count").json().at("/count/value").asInt()).isEqualTo(before);
    desk.advance(61);
    assertThat(desk.get("organizations/count").json().at("/count/value").asInt())
        .isEqualTo(before + 1);
    assertThat(
            desk.get("organizations/" + id + "/related")
                .json()
                .at("/organization_related/users_count")
                .asInt())
        .isEqualTo(1);
  }
}
