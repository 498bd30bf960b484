package io.mlconnector.console.connections;

import io.mlconnector.console.connections.Details.Budget;
import io.mlconnector.console.systems.Peers;
import io.mlconnector.console.systems.Peers.Silent;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is left of a vendor's budgets, from the metrics of the replica that spends them. */
@ApplicationScoped
public class Budgets {

  private static final Pattern LINE =
      Pattern.compile(
          "mlconnector_budget_(left|used|share)"
              + "\\{budget=\"([^\"]+)\",connection=\"([^\"]+)\"(?:,window=\"(\\d+)s\")?\\}"
              + " ([-0-9.E]+)");
  private static final int MOST_BYTES = 5_000_000;

  private final Peers peers;

  public Budgets(Peers peers) {
    this.peers = peers;
  }

  /** The budgets of a connection by name; empty where the replica does not say. */
  List<Budget> of(URI replica, String connection) {
    try (var in = peers.text(replica, "/q/metrics")) {
      String metrics = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      Map<String, Budget> budgets = new TreeMap<>();
      LINE.matcher(metrics)
          .results()
          .filter(line -> line.group(3).equals(connection))
          .forEach(line -> budgets.merge(line.group(2), budget(line), Budget::and));
      return List.copyOf(budgets.values());
    } catch (IOException | Silent e) {
      return List.of();
    }
  }

  private static Budget budget(MatchResult line) {
    long value = (long) Double.parseDouble(line.group(5));
    Long window = line.group(4) == null ? null : Long.valueOf(line.group(4));
    return switch (line.group(1)) {
      case "left" -> new Budget(line.group(2), value, null, null, window);
      case "used" -> new Budget(line.group(2), null, value, null, window);
      default -> new Budget(line.group(2), null, null, value, window);
    };
  }
}
