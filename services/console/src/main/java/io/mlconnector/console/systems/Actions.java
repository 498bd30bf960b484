package io.mlconnector.console.systems;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.canonical.audit.AuditEvent;
import io.mlconnector.canonical.audit.AuditEvent.Step;
import io.mlconnector.console.access.Who;
import io.mlconnector.console.ledger.Ledger;
import io.mlconnector.console.systems.Peers.Answer;
import io.mlconnector.console.systems.Peers.Silent;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.problem.Problem.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Has services do what people ask for, in those people's names, and enters it into the ledger: who,
 * what, at which connection, and how it ended.
 */
@ApplicationScoped
public class Actions {

  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Peers peers;
  private final Directory directory;
  private final Ledger ledger;
  private final Who who;
  private final Clock clock;

  public Actions(Peers peers, Directory directory, Ledger ledger, Who who, Clock clock) {
    this.peers = peers;
    this.directory = directory;
    this.ledger = ledger;
    this.who = who;
    this.clock = clock;
  }

  /**
   * What is done, as the ledger shall say it.
   *
   * @param connection null where it is about none
   * @param scope a stream, an object or a route; null for none
   * @param words behind the person's name, such as {@code paused it: the vendor works on it}
   */
  public record Said(String connection, String scope, String words) {}

  /**
   * Reads something from a connection's adapter.
   *
   * @throws Problem where there is no such connection or no answer
   */
  public JsonNode read(String connection, String path) {
    return read(directory.of(connection), path);
  }

  /**
   * Reads something from a service; what it refuses is refused here in its words.
   *
   * @throws Problem where there is no answer
   */
  public JsonNode read(URI service, String path) {
    return answered(service, "GET", path, null);
  }

  /** The same, as a record. */
  public <T> T read(URI service, String path, Class<T> type) {
    return CanonicalJson.mapper().convertValue(read(service, path), type);
  }

  /** The same, as a list of records. */
  public <T> List<T> list(URI service, String path, Class<T> type) {
    return list(read(service, path), type);
  }

  public static <T> List<T> list(JsonNode array, Class<T> type) {
    List<T> all = new ArrayList<>();
    array.forEach(each -> all.add(CanonicalJson.mapper().convertValue(each, type)));
    return all;
  }

  /**
   * Asks what changes nothing and so is not entered, such as a preview.
   *
   * @throws Problem where the service refuses, in its words, or does not answer
   */
  public JsonNode ask(URI service, String path, JsonNode body) {
    return answered(service, "POST", path, body);
  }

  /**
   * Has a service change something.
   *
   * @return its answer; missing where it has no words for it
   * @throws Problem where the service refuses, in its words, or does not answer
   */
  public JsonNode change(URI service, String method, String path, JsonNode body, Said said) {
    JsonNode answer;
    try {
      answer = answered(service, method, path, body);
    } catch (Problem e) {
      enter(said, " (refused: " + e.status() + ")");
      throw e;
    }
    enter(said, "");
    return answer;
  }

  /** The same at the connection's adapter. */
  public JsonNode change(String method, String path, JsonNode body, Said said) {
    return change(directory.of(said.connection()), method, path, body, said);
  }

  /** Enters what a person did here, at no other service. */
  public void note(Said said) {
    enter(said, "");
  }

  private JsonNode answered(URI service, String method, String path, JsonNode body) {
    Answer answer;
    try {
      answer = peers.change(service, method, path, body);
    } catch (Silent e) {
      throw Problem.unavailable(
          e.getMessage() + (method.equals("GET") ? "" : "; it may still do what was asked"), AGAIN);
    }
    if (answer.ok()) {
      return answer.body();
    }
    String detail = answer.body().path("detail").asText("The service answers " + answer.status());
    List<FieldError> errors = list(answer.body().path("errors"), FieldError.class);
    throw switch (answer.status()) {
      case 401 ->
          Problem.of(
              502, "%s refuses the console: check the access tokens of both".formatted(service));
      case 422 -> Problem.invalid(detail, errors);
      default -> Problem.of(answer.status(), detail);
    };
  }

  /** Enters what the console itself did, or is about to have done. */
  public void enter(Said said) {
    enter(said, "");
  }

  private void enter(Said said, String end) {
    ledger.enter(
        List.of(
            new AuditEvent(
                UUID.randomUUID().toString(),
                clock.instant(),
                "console",
                said.connection(),
                said.scope(),
                Step.CONFIGURED,
                0,
                List.of(),
                who.name() + " " + said.words() + end,
                null)));
  }
}
