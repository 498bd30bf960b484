package io.mlconnector.browser;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A headless Chromium with one page, driven by its DevTools protocol: goes to addresses, fills in
 * forms, presses buttons, reads what is shown, and takes pictures.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">DevTools protocol</a>
 */
public final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, Integer> CODES =
      Map.of("Tab", 9, "Enter", 13, "Escape", 27, "Space", 32, "ArrowUp", 38, "ArrowDown", 40);

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private Browser(Process process, URI page) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, new Listener()).join();
    call("Page.enable");
    call("Runtime.enable");
    call("Log.enable");
  }

  /** Whether this machine has one. */
  public static boolean isInstalled() {
    return Files.isExecutable(CHROMIUM);
  }

  public static Browser open() throws IOException {
    Path profile = Files.createTempDirectory("chromium");
    Process process =
        new ProcessBuilder(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--lang=en-GB",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path port = profile.resolve("DevToolsActivePort");
    await().atMost(PATIENCE).until(() -> Files.exists(port) && Files.readAllLines(port).size() > 1);
    return new Browser(process, page(Integer.parseInt(Files.readAllLines(port).get(0))));
  }

  private static URI page(int port) throws IOException {
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    for (JsonNode each : JSON.readTree(list.toURL())) {
      if (each.path("type").asText().equals("page")) {
        return URI.create(each.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new IOException("Chromium has no page");
  }

  /** How wide the window is, and whether the person likes it dark. */
  public void look(int width, int height, boolean dark) {
    ObjectNode size = arguments().put("width", width).put("height", height);
    call(
        "Emulation.setDeviceMetricsOverride",
        size.put("deviceScaleFactor", 1).put("mobile", false));
    ObjectNode media = arguments().put("media", "");
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", media);
  }

  public void zone(String zone) {
    call("Emulation.setTimezoneOverride", arguments().put("timezoneId", zone));
  }

  /** Switches scripts off, as some people do. */
  public void withoutScripts(boolean off) {
    call("Emulation.setScriptExecutionDisabled", arguments().put("value", off));
  }

  /** Goes to an address and waits until it is there. */
  public void go(URI address) {
    evaluate("window.left = true");
    call("Page.navigate", arguments().put("url", address.toString()));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                evaluate("window.left === undefined && document.readyState === 'complete'")
                    .asBoolean());
  }

  /** Presses what a selector finds, and waits for what comes of it to have this text. */
  public void press(String selector, String text) {
    evaluate("document.querySelector(%s).click()".formatted(quoted(selector)));
    awaitText(text);
  }

  public void fill(String selector, String value) {
    evaluate(
        "(e => { e.value = %s; e.dispatchEvent(new Event('change', {bubbles: true})) })(document.querySelector(%s))"
            .formatted(quoted(value), quoted(selector)));
  }

  /** Presses a key as a person does: Tab, Enter, Space, Escape or an arrow. */
  public void key(String key) {
    key(key, 0);
  }

  /** Presses a key together with Shift. */
  public void shift(String key) {
    key(key, 8);
  }

  private void key(String key, int modifiers) {
    String text = key.equals("Enter") ? "\r" : key.equals("Space") ? " " : null;
    for (String type : List.of(text == null ? "rawKeyDown" : "keyDown", "keyUp")) {
      ObjectNode event = arguments().put("type", type).put("code", key);
      event.put("key", key.equals("Space") ? " " : key).put("modifiers", modifiers);
      event.put("windowsVirtualKeyCode", CODES.get(key));
      if (text != null && type.equals("keyDown")) {
        event.put("text", text);
      }
      call("Input.dispatchKeyEvent", event);
    }
  }

  /** Types into what has the focus. */
  public void type(String text) {
    call("Input.insertText", arguments().put("text", text));
  }

  /** Clicks with the mouse, in pixels of the window. */
  public void click(double x, double y) {
    for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
      ObjectNode event = arguments().put("type", type).put("x", x).put("y", y);
      if (!type.equals("mouseMoved")) {
        event.put("button", "left").put("clickCount", 1);
      }
      call("Input.dispatchMouseEvent", event);
    }
  }

  public void awaitText(String text) {
    await("the page shows " + text)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> text().contains(text));
  }

  /** What a person can read on the page. */
  public String text() {
    return evaluate("document.body.innerText").asText();
  }

  /** The value of an expression in the page. */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            arguments()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(answer.path("exceptionDetails").toString());
    }
    return answer.at("/result/value");
  }

  /** A picture of the whole page. */
  public void picture(Path file) throws IOException {
    ObjectNode how = arguments().put("format", "png").put("captureBeyondViewport", true);
    JsonNode size = call("Page.getLayoutMetrics").path("cssContentSize");
    how.putObject("clip")
        .put("x", 0)
        .put("y", 0)
        .put("width", size.path("width").asDouble())
        .put("height", Math.min(size.path("height").asDouble(), 4_000))
        .put("scale", 1);
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        Base64.getDecoder().decode(call("Page.captureScreenshot", how).path("data").asText()));
  }

  /** What the browser complained of since the last time, such as a script that was refused. */
  public List<String> complaints() {
    List<String> all = List.copyOf(complaints);
    complaints.clear();
    return all;
  }

  /** A text as JavaScript writes it. */
  static String quoted(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }

  private static ObjectNode arguments() {
    return JSON.createObjectNode();
  }

  private JsonNode call(String method) {
    return call(method, arguments());
  }

  private JsonNode call(String method, ObjectNode arguments) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", arguments);
    socket.sendText(message.toString(), true).join();
    JsonNode given = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (given.has("error")) {
      throw new IllegalStateException(method + ": " + given.path("error"));
    }
    return given.path("result");
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private final class Listener implements WebSocket.Listener {

    private final List<CharSequence> parts = new ArrayList<>();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      parts.add(data.toString());
      if (last) {
        String message = String.join("", parts);
        parts.clear();
        receive(parsed(message));
      }
      from.request(1);
      return null;
    }

    private JsonNode parsed(String message) {
      try {
        return JSON.readTree(message);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void receive(JsonNode message) {
      CompletableFuture<JsonNode> waiting = answers.remove(message.path("id").asInt());
      if (waiting != null) {
        waiting.complete(message);
      } else if (message.path("method").asText().equals("Log.entryAdded")) {
        JsonNode entry = message.at("/params/entry");
        if (entry.path("level").asText().equals("error")) {
          complaints.add(entry.path("text").asText() + " " + entry.path("url").asText());
        }
      } else if (message.path("method").asText().equals("Runtime.exceptionThrown")) {
        complaints.add(message.at("/params/exceptionDetails").toString());
      }
    }
  }
}
