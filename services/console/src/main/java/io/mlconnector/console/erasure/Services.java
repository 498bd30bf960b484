package io.mlconnector.console.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.erasure.Case.Target;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.console.systems.Peers;
import io.mlconnector.console.systems.Peers.Answer;
import io.mlconnector.console.systems.Peers.Silent;
import io.mlconnector.flow.erasure.Erasure;
import io.mlconnector.flow.erasure.Erasure.Done;
import io.mlconnector.flow.erasure.Erasure.Held;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The services that hold something about people, asked one by one. */
@ApplicationScoped
class Services {

  static final String CONSOLE = "console";
  static final String MAPPING = "mapping";

  private static final String PATH = "/api/erasures/";

  private final Peers peers;
  private final Directory directory;

  Services(Peers peers, Directory directory) {
    this.peers = peers;
    this.directory = directory;
  }

  /** A service that did not do it, and why in words for people. */
  static final class NotDone extends Exception {
    private static final long serialVersionUID = 1L;

    NotDone(String reason) {
      super(reason, null, false, false);
    }
  }

  /** A person as the mapping knows it. */
  record Person(List<String> records, List<Target> targets, List<String> mentions) {
    Person {
      records = records == null ? List.of() : records;
      targets = targets == null ? List.of() : targets;
      mentions = mentions == null ? List.of() : mentions;
    }
  }

  /** All of them by name: every adapter in use, the mapping, and this one. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(directory.adapters().keySet());
    names.add(CONSOLE);
    if (directory.hasMapping()) {
      names.add(MAPPING);
    }
    return names;
  }

  /** Looks for a person. */
  Person find(Erasure whom) throws NotDone {
    return directory.hasMapping()
        ? read(asked(MAPPING, "POST", "find", whom), Person.class)
        : new Person(whom.records(), List.of(), List.of());
  }

  Map<String, Long> look(String service, Erasure whom) throws NotDone {
    Held held = read(asked(service, "POST", "look", whom), Held.class);
    return held.found() == null ? Map.of() : held.found();
  }

  Done erase(String service, String id, Erasure whom) throws NotDone {
    Done done = read(asked(service, "POST", id, whom), Done.class);
    return done.went() == null ? new Done(Map.of(), done.open(), done.why()) : done;
  }

  void lift(String service, String id) throws NotDone {
    asked(service, "DELETE", id, null);
  }

  private JsonNode asked(String service, String method, String what, Erasure whom) throws NotDone {
    URI url = service.equals(MAPPING) ? directory.mapping() : directory.adapters().get(service);
    if (url == null) {
      throw new NotDone("%s is not in use any more, and holds what it held".formatted(service));
    }
    Answer answer;
    try {
      JsonNode body = whom == null ? null : CanonicalJson.tree(whom);
      answer = peers.change(url, method, PATH + what, body);
    } catch (Silent e) {
      throw new NotDone("%s does not answer".formatted(service));
    }
    if (answer.status() >= 300) {
      throw new NotDone(
          "%s answers %d %s"
              .formatted(service, answer.status(), answer.body().path("detail").asText(""))
              .strip());
    }
    return answer.body();
  }

  private static <T> T read(JsonNode body, Class<T> type) throws NotDone {
    try {
      return CanonicalJson.mapper().convertValue(body, type);
    } catch (IllegalArgumentException e) {
      throw new NotDone("It answers something else than is expected: update it first");
    }
  }
}
