package io.mlconnector.flow.service;

import io.mlconnector.canonical.Topics;
import io.mlconnector.flow.kafka.ConsumerLoops;
import io.mlconnector.flow.kafka.FencedProducer;
import io.mlconnector.flow.kafka.Headers;
import io.mlconnector.flow.kafka.Message;
import io.mlconnector.flow.kafka.Producers;
import io.mlconnector.flow.kafka.Subscription;
import io.mlconnector.flow.kafka.TopicSetup;
import io.mlconnector.flow.kafka.TopicSpec;
import io.mlconnector.flow.lease.Lease;
import io.mlconnector.flow.lease.LeasedWork;
import io.mlconnector.flow.outbox.Outbox;
import io.mlconnector.flow.outbox.OutboxRelay;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** All that flow gives, put together as a service does: what is posted comes back over Kafka. */
@ApplicationScoped
@Path("/")
public class SmallService implements LeasedWork {

  private static final String LANE = "small/outbox";

  private final Transactions transactions;
  private final Producers producers;
  private final OutboxRelay relay;
  private final Outbox outbox;
  private final TopicSetup topics;
  private final ConsumerLoops loops;
  private final String topic;
  private final List<String> received = new CopyOnWriteArrayList<>();

  public SmallService(
      Transactions transactions,
      Producers producers,
      OutboxRelay relay,
      Outbox outbox,
      TopicSetup topics,
      ConsumerLoops loops,
      Topics names) {
    this.transactions = transactions;
    this.producers = producers;
    this.relay = relay;
    this.outbox = outbox;
    this.topics = topics;
    this.loops = loops;
    this.topic = names.canonical("small");
  }

  void start(@Observes StartupEvent event) {
    topics.need(List.of(TopicSpec.compacted(topic)));
    loops.start(
        Subscription.to("small", "small", List.of(topic)),
        batch ->
            batch.forEach(
                record ->
                    received.add(
                        Headers.of(record).get("n")
                            + " "
                            + new String(record.value(), StandardCharsets.UTF_8))));
  }

  @Override
  public Set<String> wanted() {
    return Set.of(LANE);
  }

  @Override
  public AutoCloseable start(Lease lease) {
    FencedProducer producer = producers.open(lease);
    AutoCloseable sending = relay.start(lease, producer);
    return () -> {
      sending.close();
      producer.close();
    };
  }

  @POST
  @Path("api/texts")
  public void post(String text) {
    Message message =
        new Message(topic, "k", Map.of("n", "1"), text.getBytes(StandardCharsets.UTF_8));
    transactions.run(sql -> outbox.add(sql, LANE, List.of(message)));
    outbox.wake(LANE);
  }

  @GET
  @Path("api/texts")
  public List<String> texts() {
    return received;
  }

  @GET
  @Path("api/connections/{id}")
  public String connection(@PathParam("id") String id) {
    return id;
  }

  @GET
  @Path("api/connections/{id}/parts/{part}")
  public String part(@PathParam("id") String id, @PathParam("part") String part) {
    return id + part;
  }

  @POST
  @Path("hooks/zendesk/z/h")
  public String hook() {
    return "taken";
  }

  @GET
  @Path("oauth/start/{ticket}")
  public String start(@PathParam("ticket") String ticket) {
    return ticket;
  }

  @GET
  @Path("oauth/callback")
  public String callback() {
    return "back";
  }
}
