package io.mlconnector.testkit.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.Http;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Walks over the operations of an adapter that has two connections and something of both. */
public final class AdapterAccess {

  private static final String OUTSIDE = "outside-b7";
  private static final String SECRET = "planted-secret-0123456789abcdef";

  /** A shorter one may stand in an answer by chance. */
  private static final int TELLING = 12;

  private final URI url;
  private final Http service;
  private final ObjectNode document;
  private final String connection;

  /**
   * @param document of a connection that is there
   */
  public AdapterAccess(URI url, ObjectNode document) {
    this.url = url;
    this.service = new Http(url);
    this.document = document;
    this.connection = document.path("id").asText();
  }

  /** Roles, secrets and scopes at every operation. */
  public void check() {
    JsonNode system = service.get("/api/system").good().json();
    ObjectNode other = document.deepCopy().put("id", OUTSIDE).put("enabled", false);
    List<String> secrets = planted(system, (ObjectNode) other.path("auth"));
    service.delete("/api/connections/" + OUTSIDE);
    service.post("/api/connections", other.toString()).good();
    try (Planted rows = new Planted()) {
      rows.deliveries(connection, connection);
      rows.deliveries(connection, OUTSIDE);
      rows.deliveries(OUTSIDE, connection);
      rows.massChange(connection, List.of(connection, OUTSIDE));
      rows.massChange(OUTSIDE, List.of(OUTSIDE));
      String stream = first(system.path("sources"), "stream", "name");
      rows.parkedRead(connection, stream);
      rows.parkedRead(OUTSIDE, stream);
      AccessWalk walk = walk(system, stream);
      walk.aViewerChangesNothing();
      walk.anOperatorDoesNotAdminister();
      walk.nobodyReads(secrets);
      walk.with("connections/id", OUTSIDE).nobodyReads(secrets);
      walk(system, stream).nobodySeesBeyond(connection, OUTSIDE);
    } finally {
      service.delete("/api/connections/" + OUTSIDE);
    }
  }

  private AccessWalk walk(JsonNode system, String stream) {
    return new AccessWalk(url)
        .with("connections/id", connection, OUTSIDE)
        .with("?connection", connection, OUTSIDE)
        .with(
            "deliveries/delivery",
            Planted.delivery(connection, connection),
            Planted.delivery(connection, OUTSIDE))
        .with("streams/stream", stream)
        .with("?stream", stream)
        .with("objects/object", first(system.path("sinks"), "object", "object"))
        .with("records/entity", "customer")
        .with("tables/table", "none")
        .with("hooks/call", "1")
        .with("hook-addresses/hook", "none")
        .with("mass-changes/change", "1")
        .with("removals/decision", "dismiss")
        .with("erasures/erasure", "none")
        .with("pauses/scope", "system");
  }

  private static String first(JsonNode all, String name, String or) {
    for (JsonNode each : all) {
      if (each.has(name) || each.has(or)) {
        return each.path(each.has(name) ? name : or).asText();
      }
    }
    return "none";
  }

  /**
   * Recognisable values in place of the secrets of how it signs in, which it never does; returned
   * with the real ones.
   */
  private static List<String> planted(JsonNode system, ObjectNode auth) {
    List<String> secrets = new ArrayList<>();
    system
        .path("connection")
        .findParents("secret")
        .forEach(
            field -> {
              String name = field.path("name").asText();
              if (field.path("secret").asBoolean() && auth.has(name)) {
                String real = auth.path(name).asText();
                if (real.length() >= TELLING) {
                  secrets.add(real);
                }
                String secret = SECRET + secrets.size();
                auth.put(name, secret);
                secrets.add(secret);
              }
            });
    return secrets;
  }
}
