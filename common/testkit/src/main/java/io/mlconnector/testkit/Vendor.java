package io.mlconnector.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** A simulated vendor as the people who work there see and change it, with faults on demand. */
public final class Vendor {

  private final String name;
  private final Http control;

  public Vendor(String name) {
    this.name = name;
    this.control = new Http(URI.create(value(SandboxResource.CONTROL)));
  }

  /** Where its API answers. */
  public String url() {
    return value(SandboxResource.VENDOR + name).replaceAll("/$", "");
  }

  /** Reads below {@code /sandbox/NAME}. */
  public JsonNode get(String path) {
    return control.get("/sandbox/" + name + path).good().json();
  }

  public JsonNode post(String path, String body) {
    String text = control.post("/sandbox/" + name + path, body).good().text();
    return io.mlconnector.canonical.CanonicalJson.read(
        text.isEmpty() ? "null" : text, JsonNode.class);
  }

  public void put(String path, String body) {
    control.put("/sandbox/" + name + path, body).good();
  }

  public void delete(String path) {
    control.delete("/sandbox/" + name + path).good();
  }

  public JsonNode patch(String path, String body) {
    return control.patch("/sandbox/" + name + path, body).good().json();
  }

  /** Faults as JSON, such as {@code {"kind":"html","path":"/api/.*","times":1}}. */
  public void fault(String json) {
    String vendor = "{\"vendor\":\"" + name + "\",";
    control.post("/sandbox/faults", vendor + json.strip().substring(1)).good();
  }

  public void noFaults() {
    control.delete("/sandbox/faults").good();
  }

  /** Moves the clock of all simulated vendors forward. */
  public void later(Duration step) {
    control.post("/sandbox/clock", "{\"advance\":\"" + step + "\"}").good();
  }

  /** Moves the clock of all simulated vendors, and that of a service with a {@link MovedClock}. */
  public void timePasses(Duration step) {
    later(step);
    sameTime();
  }

  /** Gives a service with a {@link MovedClock} the time of the simulated vendors. */
  public void sameTime() {
    String ahead = control.get("/sandbox/clock").good().json().path("ahead").asText();
    MovedClock.ahead(Duration.parse(ahead));
  }

  /** What time it is for the simulated vendors. */
  public Instant time() {
    return Instant.parse(control.get("/sandbox/clock").good().json().path("now").asText());
  }

  /** Calls since the given ledger number, as {@code METHOD path status}, sign-ins included. */
  public List<String> callsSince(long after) {
    List<String> calls = new ArrayList<>();
    for (JsonNode call :
        control.get("/sandbox/ledger?vendor=" + name + "&after=" + after).json().path("calls")) {
      calls.add(
          call.path("method").asText()
              + " "
              + call.path("path").asText()
              + " "
              + call.path("status").asText());
    }
    return calls;
  }

  /** The sign-ins since the given ledger number: calls to such a path. */
  public SignIns signInsSince(long after, String path) {
    List<Instant> times = new ArrayList<>();
    String query = "/sandbox/ledger?vendor=" + name + "&after=" + after + "&path=" + path;
    control
        .get(query)
        .json()
        .path("calls")
        .forEach(call -> times.add(Instant.parse(call.path("time").asText())));
    return new SignIns(times);
  }

  /** The bodies of all calls to a path, credentials masked, oldest first. */
  public List<String> bodies(String path) {
    return bodiesSince(0, path);
  }

  /** The same since the given ledger number. */
  public List<String> bodiesSince(long after, String path) {
    List<String> bodies = new ArrayList<>();
    control
        .get("/sandbox/ledger?vendor=" + name + "&after=" + after + "&path=" + path)
        .json()
        .path("calls")
        .forEach(call -> bodies.add(call.path("body").asText()));
    return bodies;
  }

  /** How many calls to a path since the given ledger number were answered, or given up by us. */
  public long endedSince(long after, String path) {
    long ended = 0;
    for (JsonNode call :
        control
            .get("/sandbox/ledger?vendor=" + name + "&after=" + after + "&path=" + path)
            .json()
            .path("calls")) {
      ended += call.path("millis").asLong(-1) < 0 ? 0 : 1;
    }
    return ended;
  }

  /** Those of them that change something; sign-ins do not. */
  public List<String> writesSince(long after) {
    return callsSince(after).stream()
        .filter(call -> !call.startsWith("GET") && !call.contains("/oauth"))
        .toList();
  }

  /** The number of the newest call. */
  public long now() {
    return control.get("/sandbox/ledger?after=" + Long.MAX_VALUE).json().path("newest").asLong();
  }

  private static String value(String key) {
    return ConfigProvider.getConfig().getValue(key, String.class);
  }
}
