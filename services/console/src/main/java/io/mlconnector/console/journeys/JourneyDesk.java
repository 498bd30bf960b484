package io.mlconnector.console.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.console.access.Who;
import io.mlconnector.console.connections.Urls;
import io.mlconnector.console.ledger.Journeys;
import io.mlconnector.console.ledger.Journeys.Journey;
import io.mlconnector.console.ledger.Search;
import io.mlconnector.console.ledger.Step;
import io.mlconnector.console.systems.Directory;
import io.mlconnector.console.systems.Peers;
import io.mlconnector.console.systems.Peers.Silent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Journeys by what people know of a record: its key, its name, its id at a target, or the time. */
@ApplicationScoped
public class JourneyDesk {

  private final Journeys journeys;
  private final Directory directory;
  private final Peers peers;
  private final Who who;

  public JourneyDesk(Journeys journeys, Directory directory, Peers peers, Who who) {
    this.journeys = journeys;
    this.directory = directory;
    this.peers = peers;
    this.who = who;
  }

  /** A record that is called like what was searched. */
  public record Named(
      String record,
      String connection,
      String entity,
      String key,
      String name,
      String email,
      boolean removed) {}

  /**
   * Records of a name.
   *
   * @param problem why names could not be searched; null where they were
   */
  public record Names(List<Named> records, String problem) {

    static final Names NONE = new Names(List.of(), null);

    public List<String> keys() {
      return records.stream().map(Named::record).toList();
    }
  }

  /** What a search found. */
  public record Found(List<Journey> journeys, Names names) {}

  /** What is seen by who asks. */
  public Search search(String text, Instant from, Instant until) {
    return new Search(text, from, until, List.of(), who.scope());
  }

  /**
   * The newest journeys of a search, those of records that are called so among them.
   *
   * @param limit how many steps are looked at, 1,000 at most
   */
  public Found find(Search search, int limit) {
    Names names = named(search);
    return new Found(journeys.find(search.with(names.keys()), limit), names);
  }

  /** The search with the records that are called so, 25 at most. */
  public Names named(Search search) {
    if (!search.mayBeName() || !directory.hasMapping()) {
      return Names.NONE;
    }
    try {
      JsonNode found =
          peers.get(
              directory.mapping(), "/api/records/names?limit=25&q=" + Urls.encoded(search.text()));
      List<Named> records = new ArrayList<>();
      found.forEach(each -> records.add(CanonicalJson.mapper().convertValue(each, Named.class)));
      return new Names(records, null);
    } catch (Silent e) {
      return new Names(List.of(), "Names could not be searched: " + e.getMessage());
    }
  }

  /** One journey's steps that are seen, oldest first. */
  public List<Step> one(String journey) {
    return journeys.byId(journey, who.scope());
  }
}
