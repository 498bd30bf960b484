package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserJobsTest extends DeskTest {

  private static final String UPSERT = "users/create_or_update_many";

  private static String users(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "{'name':'U "
                    + i
                    + "','external_id':'u-"
                    + i
                    + "','email':'u"
                    + i
                    + "@x.example','skip_verify_email':true}")
        .collect(Collectors.joining(",", "{'users':[", "]}"));
  }

  @Test
  void usersAreMadeAndFoundAgainByEmailOrExternalId() {
    JsonNode made = desk.finish(desk.post("users/create_many", users(100)));
    JsonNode again = desk.finish(desk.post(UPSERT, users(100)));

    assertThat(Desk.texts(made.path("results"), "status")).hasSize(100).containsOnly("Created");
    assertThat(Desk.texts(again.path("results"), "action")).hasSize(100).containsOnly("update");
    assertThat(desk.zendesk.verificationMails()).isEmpty();
  }

  @Test
  void anAccountWithoutBulkImportForbidsBoth() {
    desk.settings("{'bulkUserImport':false}");

    assertThat(desk.post("users/create_many", users(1)).status()).isEqualTo(403);
    assertThat(desk.post(UPSERT, users(1)).status()).isEqualTo(403);
    assertThat(desk.put("users/update_many", "{'users':[{'id':1}]}").status()).isEqualTo(200);
  }

  @Test
  void moreThanHundredAreRefusedInWordsOfTheirOwn() {
    Desk.Seen refused = desk.post("users/create_many", users(101));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json())
        .isEqualTo(
            Desk.json(
                "{'error':'TooManyValues',"
                    + "'description':'Maximum 100 users may be created per call'}"));
  }

  @Test
  void theSameUserTwiceInOneJobFailsOnce() {
    String twice = "{'users':[{'name':'A','external_id':'a'},{'name':'A2','external_id':'A'}]}";

    JsonNode job = desk.finish(desk.post(UPSERT, twice));

    assertThat(Desk.texts(job.path("results"), "status"))
        .containsExactlyInAnyOrder("Created", "Failed");
  }

  @Test
  void aFailureMayLookLikeAnEmptyUserWithIdOne() {
    desk.settings("{'failedUserAsIdOne':true}");

    JsonNode job = desk.finish(desk.post(UPSERT, "{'users':[{'name':'A','email':'nonsense'}]}"));

    assertThat(job.path("status").asText()).isEqualTo("completed");
    assertThat(job.path("results").toString()).isEqualTo("[{\"id\":1}]");
  }

  @Test
  void anIdThatIsGoneFailsAloneInAJob() {
    JsonNode job = desk.finish(desk.post(UPSERT, "{'users':[{'id':17,'name':'A'},{'name':'B'}]}"));

    assertThat(Desk.texts(job.path("results"), "error")).containsExactly("RecordNotFound");
    assertThat(Desk.texts(job.path("results"), "status"))
        .containsExactlyInAnyOrder("Failed", "Created");
  }

  @Test
  void updateManyIsNotUnderTheLimitsOfSingleUpdates() {
    desk.finish(desk.post("users/create_many", users(100)));

    for (int round = 0; round < 6; round++) {
      JsonNode job =
          desk.finish(
              desk.put(
                  "users/update_many?external_ids=u-1,u-2",
                  "{'user':{'notes':'" + round + "','email':'extra" + round + "@x.example'}}"));
      assertThat(Desk.texts(job.path("results"), "success")).contains("true");
    }

    assertThat(desk.get("users/show_many?external_ids=u-1").json().at("/users/0/notes").asText())
        .isEqualTo("5");
    assertThat(desk.get("users/show_many?external_ids=u-1").json().at("/users/0/email").asText())
        .isEqualTo("u1@x.example");
  }
}
