package io.mlconnector.flow.kafka;

import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.log.Log;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Sees to it that the topics a service needs exist: creates missing ones, in the background and
 * until it works, so a broker that comes later holds nothing up but readiness.
 */
@ApplicationScoped
public class TopicSetup {

  private static final Log LOG = Log.of(TopicSetup.class);
  private static final long LIMIT_SECONDS = 15;

  private final FlowConfig.Topics config;
  private final KafkaSettings kafka;
  private final Map<String, TopicSpec> missing = new TreeMap<>();
  private final Map<String, String> problems = new TreeMap<>();
  private Thread thread;
  private boolean stopped;

  public TopicSetup(FlowConfig config, KafkaSettings kafka) {
    this.config = config.topics();
    this.kafka = kafka;
  }

  /** Names topics that must exist; returns at once. */
  public synchronized void need(Collection<TopicSpec> topics) {
    topics.forEach(topic -> missing.put(topic.name(), topic));
    if (thread == null && !missing.isEmpty()) {
      thread = new Thread(this::run, "topics");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** The topics that do not exist yet. */
  public synchronized Set<String> missing() {
    return new TreeSet<>(missing.keySet());
  }

  /** Why topics are missing, by topic; without an entry none was tried yet. */
  synchronized Map<String, String> problems() {
    return new TreeMap<>(problems);
  }

  synchronized void onStop(@Observes ShutdownEvent event) {
    stopped = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run() {
    Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));
    while (!finished()) {
      try (Admin admin = Admin.create(kafka.admin())) {
        while (!finished()) {
          attempt(admin);
          if (!missing().isEmpty()) {
            Thread.sleep(backoff.next().toMillis());
          }
        }
      } catch (InterruptedException e) {
        return;
      } catch (KafkaException e) {
        LOG.warn(e, "Topics cannot be set up: check the kafka.* settings");
        sleep(backoff);
      }
    }
  }

  /** Ends the thread in the same step in which it sees that nothing is missing. */
  private synchronized boolean finished() {
    boolean finished = stopped || missing.isEmpty();
    if (finished) {
      thread = null;
    }
    return finished;
  }

  private static void sleep(Backoff backoff) {
    try {
      Thread.sleep(backoff.next().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks before it creates, since where all topics exist the right to create may be missing. */
  private void attempt(Admin admin) throws InterruptedException {
    List<TopicSpec> wanted = copy();
    List<String> names = wanted.stream().map(TopicSpec::name).toList();
    Set<String> unknown = settle(admin.describeTopics(names).topicNameValues());
    if (config.create() && !unknown.isEmpty()) {
      List<NewTopic> topics =
          wanted.stream()
              .filter(topic -> unknown.contains(topic.name()))
              .map(
                  topic ->
                      new NewTopic(topic.name(), config.partitions(), config.replication())
                          .configs(topic.settings()))
              .toList();
      settle(admin.createTopics(topics).values());
    }
  }

  /** Reads the answers; returns the topics that the broker does not know. */
  private Set<String> settle(Map<String, ? extends KafkaFuture<?>> answers)
      throws InterruptedException {
    Set<String> unknown = new HashSet<>();
    for (Map.Entry<String, ? extends KafkaFuture<?>> answer : answers.entrySet()) {
      String topic = answer.getKey();
      try {
        answer.getValue().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        exists(topic);
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof TopicExistsException) {
          exists(topic);
        } else if (cause instanceof UnknownTopicOrPartitionException && config.create()) {
          unknown.add(topic);
        } else {
          isMissing(topic, cause);
        }
      } catch (TimeoutException e) {
        isMissing(topic, e);
      }
    }
    return unknown;
  }

  private synchronized List<TopicSpec> copy() {
    return List.copyOf(missing.values());
  }

  private synchronized void exists(String topic) {
    missing.remove(topic);
    problems.remove(topic);
    LOG.debug("Topic exists", "topic", topic);
  }

  private synchronized void isMissing(String topic, Throwable cause) {
    String problem = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    if (!problem.equals(problems.put(topic, problem))) {
      LOG.warn(cause, "A topic is missing", "topic", topic);
    }
  }
}
