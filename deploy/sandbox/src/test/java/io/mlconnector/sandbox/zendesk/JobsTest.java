package io.mlconnector.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobsTest extends DeskTest {

  private static String organizations(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> "{'name':'Org " + i + "','external_id':'o-" + i + "'}")
        .collect(Collectors.joining(",", "{'organizations':[", "]}"));
  }

  private Desk.Seen create(int from, int count) {
    return desk.post("organizations/create_many", organizations(from, count));
  }

  private JsonNode status(JsonNode job) {
    return desk.get("job_statuses/" + job.path("id").asText()).json().path("job_status");
  }

  @Test
  void aJobIsQueuedThenWorksThenEnds() {
    desk.settings("{'jobMillisPerItem':600}");
    JsonNode queued = create(0, 100).json().path("job_status");
    assertThat(queued.path("id").asText()).startsWith("V3-");
    assertThat(queued.path("status").asText()).isEqualTo("queued");
    assertThat(queued.path("total").asInt()).isEqualTo(100);
    assertThat(queued.path("progress").isNull()).isTrue();
    assertThat(queued.path("results").isNull()).isTrue();

    desk.advance(4);
    assertThat(status(queued).path("status").asText()).isEqualTo("queued");

    desk.advance(29);
    JsonNode working = status(queued);
    assertThat(working.path("status").asText()).isEqualTo("working");
    assertThat(working.path("progress").asInt()).isBetween(48, 58);
    assertThat(working.path("message").asText()).isNotEmpty();
    assertThat(working.path("results").isNull()).isTrue();
    assertThat(desk.zendesk.organizations()).hasSizeBetween(50, 62);

    desk.advance(30);
    JsonNode ended = status(queued);
    assertThat(ended.path("status").asText()).isEqualTo("completed");
    assertThat(ended.path("results")).hasSize(100);
    assertThat(desk.zendesk.organizations()).hasSize(103);
  }

  @Test
  void aHundredItemsTakeFiveSeconds() {
    JsonNode queued = create(0, 100).json().path("job_status");

    desk.advance(4);
    assertThat(status(queued).path("status").asText()).isEqualTo("working");
    desk.advance(1);
    assertThat(status(queued).path("status").asText()).isEqualTo("completed");
  }

  @Test
  void createResultsHaveNothingButIdsInNoUsefulOrder() {
    JsonNode results = desk.finish(create(0, 100)).path("results");

    List<Long> ids = new ArrayList<>();
    for (JsonNode result : results) {
      assertThat(result.fieldNames()).toIterable().containsExactlyInAnyOrder("status", "id");
      ids.add(result.path("id").asLong());
    }
    assertThat(ids).isNotEqualTo(ids.stream().sorted().toList());
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void theItemsOfAJobAreDoneInAnyOrder() {
    desk.finish(create(0, 100));

    List<String> byName = new ArrayList<>();
    for (JsonNode each : desk.get("organizations?page[size]=100").json().path("organizations")) {
      byName.add(each.path("name").asText());
    }

    assertThat(byName.subList(3, 100)).doesNotContainSequence("Org 0", "Org 1", "Org 2");
    assertThat(byName).contains("Org 0");
  }

  @Test
  void aNameTwiceInOneJobFailsOnceAndTheJobStillCompletes() {
    JsonNode job =
        desk.finish(
            desk.post(
                "organizations/create_many",
                "{'organizations':[{'name':'A'},{'name':'A '},{'name':''}]}"));

    assertThat(job.path("status").asText()).isEqualTo("completed");
    assertThat(Desk.texts(job.path("results"), "status"))
        .containsExactlyInAnyOrder("Created", "Failed", "Failed");
    assertThat(Desk.texts(job.path("results"), "details"))
        .containsExactlyInAnyOrder("Name: A has already been taken", "Name: cannot be blank");
  }

  @Test
  void anItemOfTheWrongShapeFailsAloneAndSaysWhy() {
    JsonNode job =
        desk.finish(
            desk.post(
                "organizations/create_many",
                "{'organizations':[{'name':'A','tags':'x'},{'name':'B'}]}"));

    assertThat(Desk.texts(job.path("results"), "error")).containsExactly("Invalid attribute");
    assertThat(Desk.texts(job.path("results"), "details").get(0)).contains("tags");
  }

  @Test
  void moreThanHundredAreRefusedAndMakeNoJob() {
    Desk.Seen refused = create(0, 101);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("description").asText())
        .isEqualTo("Parameter  cannot specify more than 100 values");
    assertThat(desk.get("job_statuses").json().path("job_statuses")).isEmpty();
    assertThat(desk.post("organizations/create_many", "{'organizations':[]}").status())
        .isEqualTo(400);
  }

  @Test
  void updateManyTakesOneChangeForAllOrOneForEach() {
    desk.finish(create(0, 3));
    JsonNode same =
        desk.finish(
            desk.put(
                "organizations/update_many?external_ids=o-0,O-1,none",
                "{'organization':{'notes':'same'}}"));
    JsonNode each =
        desk.finish(
            desk.put(
                "organizations/update_many",
                "{'organizations':[{'external_id':'o-2','notes':'own'},{'id':17,'notes':'x'}]}"));

    assertThat(Desk.texts(same.path("results"), "status"))
        .containsExactlyInAnyOrder("Updated", "Updated", "Failed");
    for (JsonNode result : same.path("results")) {
      assertThat(result.path("action").asText()).isEqualTo("update");
      assertThat(result.path("success").asBoolean()).isEqualTo(result.has("id"));
    }
    assertThat(Desk.texts(each.path("results"), "error")).containsExactly("RecordNotFound");
    assertThat(
            Desk.texts(
                desk.get("organizations/show_many?external_ids=o-0,o-1,o-2").json(), "notes"))
        .containsExactly("same", "same", "own");
  }

  @Test
  void destroyManyIsAJobToo() {
    desk.finish(create(0, 2));

    JsonNode job = desk.finish(desk.delete("organizations/destroy_many?external_ids=o-0,o-1"));

    assertThat(Desk.texts(job.path("results"), "status")).containsExactly("Deleted", "Deleted");
    assertThat(
            desk.get("organizations/show_many?external_ids=o-0,o-1").json().path("count").asInt())
        .isZero();
    assertThat(desk.delete("organizations/destroy_many").status()).isEqualTo(400);
  }

  @Test
  void theThirtyFirstJobIsRefused() {
    desk.settings("{'jobMillisPerItem':20000}");
    Desk.Seen last = null;
    for (int i = 0; i < 30; i++) {
      last = create(i, 1);
      assertThat(last.status()).isEqualTo(200);
    }
    assertThat(last.header("zendesk-ratelimit-inflight-jobs"))
        .isEqualTo("total=30; remaining=0; resets=60");

    Desk.Seen refused = create(99, 1);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().path("error").asText()).isEqualTo("TooManyJobs");
    assertThat(refused.json().path("current_job_ids")).hasSize(30);
    desk.advance(30);
    assertThat(create(99, 1).status()).isEqualTo(200);
  }

  @Test
  void anUnknownJobAnswers404WithoutABody() {
    Desk.Seen unknown = desk.get("job_statuses/V3-nothing");

    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text()).isEmpty();
  }

  @Test
  void anEndedJobIsForgottenAfterItsRetention() {
    desk.settings("{'jobRetentionSeconds':3600}");
    JsonNode job = create(0, 1).json().path("job_status");
    desk.advance(60);
    assertThat(status(job).path("status").asText()).isEqualTo("completed");

    desk.advance(3600);

    assertThat(desk.get("job_statuses/" + job.path("id").asText()).status()).isEqualTo(404);
  }

  @Test
  void severalJobsCanBeReadAtOnce() {
    String one = create(0, 1).json().at("/job_status/id").asText();
    String two = create(1, 1).json().at("/job_status/id").asText();

    assertThat(
            desk.get("job_statuses/show_many?ids=" + one + "," + two + ",x")
                .json()
                .path("job_statuses"))
        .hasSize(2);
    assertThat(Desk.texts(desk.get("job_statuses").json().path("job_statuses"), "id"))
        .containsExactly(two, one);
  }

  @Test
  void aFailedJobKeepsWhatItReached() {
    desk.zendesk.edit(
        account -> {
          account.jobs().failNext(2);
          return null;
        });

    JsonNode job = desk.finish(create(0, 5));

    assertThat(job.path("status").asText()).isEqualTo("failed");
    assertThat(
            desk.get("organizations/show_many?external_ids=o-0,o-1,o-2,o-3,o-4")
                .json()
                .path("count")
                .asInt())
        .isEqualTo(2);
  }
}
