package io.mlconnector.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps what the vendors hold in a folder, so that a sandbox that is started again goes on where it
 * stopped. A killed process loses what happened after the last save, a few seconds at most.
 */
final class StateFolder {

  private final Path folder;
  private final SandboxOptions options;
  private final Map<String, Long> saved = new HashMap<>();

  StateFolder(SandboxOptions options) {
    this.folder = options.folder();
    this.options = options;
  }

  /**
   * Gives every vendor its state back; those without a file keep their seed. Throws {@link
   * IllegalStateException} when the folder is that of another company.
   */
  void restore(Map<String, SimulatedVendor> vendors, SandboxClock clock) {
    JsonNode head = read("sandbox");
    if (head == null) {
      return;
    }
    ObjectNode kept = head.withObject("/company").deepCopy();
    sizeUnlessKept(kept, "employees", SandboxOptions.USUAL_EMPLOYEES);
    sizeUnlessKept(kept, "suppliers", SandboxOptions.USUAL_SUPPLIERS);
    if (!kept.equals(company())) {
      throw new IllegalStateException(
          "the folder "
              + folder
              + " holds a sandbox of another company, "
              + head.path("company")
              + "; empty the folder or ask for that company");
    }
    clock.advance(Duration.parse(head.path("ahead").asText("PT0S")));
    vendors.forEach(
        (name, vendor) -> {
          JsonNode state = read(name);
          if (state != null) {
            vendor.restore(state);
            saved.put(name, vendor.changes());
          }
        });
  }

  /** Writes the state of every vendor that changed since it was last written. */
  synchronized void save(Map<String, SimulatedVendor> vendors, SandboxClock clock) {
    ObjectNode head = SandboxJson.object().put("ahead", clock.offset().toString());
    head.set("company", company());
    write("sandbox", head);
    vendors.forEach(
        (name, vendor) -> {
          long changes = vendor.changes();
          if (!Long.valueOf(changes).equals(saved.get(name))) {
            JsonNode state = vendor.save();
            if (state != null) {
              write(name, state);
              saved.put(name, changes);
            }
          }
        });
  }

  private ObjectNode company() {
    return SandboxJson.object()
        .put("seed", Long.toString(options.seed()))
        .put("customers", options.customers())
        .put("contacts", options.contacts())
        .put("employees", options.employees())
        .put("suppliers", options.suppliers())
        .put("twoSides", options.twoSides());
  }

  /** A folder of before there were people has none of these sizes. */
  private static void sizeUnlessKept(ObjectNode company, String name, int usual) {
    if (!company.has(name)) {
      company.put(name, usual);
    }
  }

  private JsonNode read(String name) {
    Path file = folder.resolve(name + ".json");
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return SandboxJson.MAPPER.readTree(file.toFile());
    } catch (IOException e) {
      throw new IllegalStateException(
          "the file " + file + " cannot be read; remove the folder to start anew", e);
    }
  }

  private void write(String name, JsonNode state) {
    Path file = folder.resolve(name + ".json");
    Path fresh = folder.resolve(name + ".json.new");
    try {
      Files.createDirectories(folder);
      SandboxJson.MAPPER.writeValue(fresh.toFile(), state);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new IllegalStateException("the file " + file + " cannot be written", e);
    }
  }
}
