package io.mlconnector.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.spi.Limits;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that the vendor runs: stored before they are asked for, gone on with after a restart. */
class JobTest {

  private static final Duration SOON = Duration.ofMillis(30);

  private final World world = new World();
  private final Map<String, List<Write>> running = new ConcurrentHashMap<>();
  private final Set<String> finished = ConcurrentHashMap.newKeySet();
  private final AtomicInteger jobs = new AtomicInteger();
  private volatile int most;

  @BeforeEach
  void writesAreJobs() {
    world.organizations.asJob =
        writes -> {
          String job = "job-" + jobs.incrementAndGet();
          running.put(job, List.copyOf(writes));
          most = Math.max(most, running.size() - finished.size());
          return writes.stream()
              .<WriteResult>map(write -> new WriteResult.Waiting(job, SOON))
              .toList();
        };
    world.organizations.onPoll = this::finish;
  }

  @AfterEach
  void close() {
    world.close();
    assertThat(world.deaths).isEmpty();
  }

  private List<WriteResult> finish(String job) {
    finished.add(job);
    return running.get(job).stream().map(world.organizations::one).toList();
  }

  private List<WriteResult> stillRunning(String job) {
    return running.get(job).stream()
        .<WriteResult>map(write -> new WriteResult.Waiting(job, SOON))
        .toList();
  }

  private Delivery[] organizations(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> world.organization("" + i, "Name " + i))
        .toArray(Delivery[]::new);
  }

  @Test
  void aJobIsStoredThenAskedForAndItsRecordsAreLinked() {
    world.organizations.onPoll =
        job -> {
          assertThat(world.texts("select job from vendor_job")).containsExactly(job);
          return finish(job);
        };
    world.own();

    world.send(organizations(5));
    world.settled();

    assertThat(world.target.size()).isEqualTo(5);
    assertThat(world.count("link")).isEqualTo(5);
    assertThat(world.count("vendor_job")).isZero();
    assertThat(world.organizations.polls).containsExactly("job-1");
  }

  @Test
  void aJobThatStillRunsIsAskedForAgain() {
    world.organizations.onPoll =
        job -> world.organizations.polls.size() < 3 ? stillRunning(job) : finish(job);
    world.own();

    world.send(organizations(2));
    world.settled();

    assertThat(world.organizations.polls).containsExactly("job-1", "job-1", "job-1");
    assertThat(world.target.size()).isEqualTo(2);
  }

  @Test
  void recordsThatAJobFindsThereAlreadyAreDecidedOnAsItFoundThem() {
    String there =
        world.target.create("organization", Map.of("name", TextNode.valueOf("Under another id")));
    world.organizations.onPoll =
        job ->
            job.equals("job-1")
                ? running.get(job).stream()
                    .<WriteResult>map(
                        write -> new WriteResult.Changed(there, world.target.get(there)))
                    .toList()
                : finish(job);
    world.own();

    Delivery delivery = world.organization("1", "Name 1");
    world.send(delivery);
    world.until("it was decided", () -> finished.contains("job-2"));
    world.settled();

    assertThat(running.get("job-2")).extracting(Write::key).containsExactly(there);
    assertThat(world.target.size()).isEqualTo(1);
    assertThat(world.results(delivery)).containsExactly("UPDATED");
    assertThat(world.count("vendor_job")).isZero();
  }

  @Test
  void aRestartGoesOnWithTheSameJob() {
    world.organizations.onPoll = this::stillRunning;
    Engine former = world.own();
    Delivery[] all = organizations(5);
    world.send(all);
    world.until("the job was asked for", () -> !world.organizations.polls.isEmpty());
    former.close();

    world.organizations.onPoll = this::finish;
    world.own();
    world.settled();

    assertThat(running).hasSize(1);
    assertThat(world.target.applied()).hasSize(5);
    assertThat(world.results(all[0])).containsExactly("CREATED");
    assertThat(world.audit(Step.OUTCOME_UNKNOWN)).isEmpty();
  }

  @Test
  void aNewerDeliveryWaitsForTheJobOfTheOlderOneAlsoAfterARestart() {
    world.organizations.onPoll = this::stillRunning;
    Engine former = world.own();
    world.send(world.organization("1", "Old"));
    world.until("the job was asked for", () -> !world.organizations.polls.isEmpty());
    former.close();
    Delivery young = world.organization("1", "Young");

    world.own();
    world.send(young);
    int polls = world.organizations.polls.size();
    world.until("it is asked for again", () -> world.organizations.polls.size() > polls);
    assertThat(world.results(young)).isEmpty();
    assertThat(running).hasSize(1);
    world.organizations.onPoll = this::finish;
    world.settled();

    assertThat(world.target.byExternalId("name")).containsExactly(Map.entry("1", "Young"));
  }

  @Test
  void everyItemOfAJobHasItsOwnEnd() {
    world.organizations.onPoll =
        job -> {
          List<WriteResult> results = new ArrayList<>(finish(job));
          results.set(1, new WriteResult.Rejected("name: is taken"));
          return results;
        };
    world.own();
    Delivery[] all = organizations(3);

    world.send(all);
    world.settled();

    assertThat(world.results(all[0])).containsExactly("CREATED");
    assertThat(world.results(all[1])).containsExactly("PARKED");
    assertThat(world.results(all[2])).containsExactly("CREATED");
  }

  @Test
  void theRestOfAHalfFinishedJobIsAskedForAlone() {
    world.organizations.onPoll =
        job -> {
          List<Write> writes = running.get(job);
          if (writes.size() == 1) {
            return finish(job);
          }
          running.put(job, writes.subList(1, 2));
          return List.of(
              world.organizations.one(writes.get(0)), new WriteResult.Waiting(job, SOON));
        };
    world.own();

    world.send(organizations(2));
    world.settled();

    assertThat(world.organizations.polls).hasSize(2);
    assertThat(world.target.size()).isEqualTo(2);
  }

  @Test
  void aJobThatNeverEndsIsParkedAfterALimit() {
    world.settings.put("job-limit", "1s");
    world.organizations.onPoll = this::stillRunning;
    world.own();

    world.send(organizations(2));
    world.settled();

    assertThat(world.texts("select kind from parked")).containsExactly("JOB", "JOB");
    assertThat(world.texts("select reason from parked").get(0)).contains("job-1", "did not end");
    assertThat(world.count("vendor_job")).isZero();
  }

  @Test
  void aJobThatTheVendorForgotIsResolvedByReading() {
    world.organizations.onPoll =
        job -> {
          finish(job);
          world.organizations.asJob = null;
          throw VendorFailure.rejected(404, "no such job");
        };
    world.own();
    Delivery[] all = organizations(2);

    world.send(all);
    world.settled();

    assertThat(world.target.applied()).hasSize(2);
    assertThat(world.results(all[0])).containsExactly("UNCHANGED");
    assertThat(world.audit(Step.OUTCOME_UNKNOWN)).hasSize(1);
  }

  @Test
  void aVendorThatIsAwayIsAskedForTheJobLater() {
    world.organizations.onPoll =
        job -> {
          if (world.organizations.polls.size() < 3) {
            throw VendorFailure.unavailable(503, null, true, "away");
          }
          return finish(job);
        };
    world.own();

    world.send(organizations(2));
    world.settled();

    assertThat(running).hasSize(1);
    assertThat(world.target.applied()).hasSize(2);
  }

  @Test
  void aSinkThatCannotReadItsJobParksItsRecords() {
    world.organizations.onPoll = job -> List.of();
    world.own();

    world.send(organizations(2));
    world.settled();

    assertThat(world.texts("select kind from parked")).containsExactly("JOB", "JOB");
    assertThat(world.texts("select reason from parked").get(0)).contains("organization of desk");
  }

  @Test
  void noMoreJobsRunThanOurShareOfWhatTheVendorAllows() {
    world.adapter.limits = new Limits(List.of(), List.of(), 5, 8);
    Map<String, Integer> asked = new ConcurrentHashMap<>();
    world.organizations.onPoll =
        job -> asked.merge(job, 1, Integer::sum) < 2 ? stillRunning(job) : finish(job);
    world.own();

    world.send(organizations(1000));
    world.settled();

    assertThat(most).isBetween(1, 3);
    assertThat(world.target.size()).isEqualTo(1000);
  }

  @Test
  void aVendorThatGivesSeveralCallsOneJobStopsNothing() {
    world.organizations.asJob =
        writes ->
            writes.stream()
                .<WriteResult>map(write -> new WriteResult.Waiting("the-job", SOON))
                .toList();
    world.organizations.onResume = writes -> writes.stream().map(world.organizations::one).toList();
    world.own();

    world.send(organizations(400));
    world.settled();

    assertThat(world.target.size()).isEqualTo(400);
  }
}
