package io.mlconnector.console.connections;

import io.mlconnector.console.connections.Details.Budget;
import io.mlconnector.console.systems.Peers;
import io.mlconnector.console.systems.Peers.Silent;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** What is left of a vendor's budgets, from the metrics of the replica that spends them. */
@ApplicationScoped
public class Budgets {

  private static final Pattern LEFT =
      Pattern.compile(
          "mlconnector_budget_left\\{budget=\"([^\"]+)\",connection=\"([^\"]+)\"\\} ([-0-9.E]+)");
  private static final int MOST_BYTES = 5_000_000;

  private final Peers peers;

  public Budgets(Peers peers) {
    this.peers = peers;
  }

  /** The budgets of a connection by name; empty where the replica does not say. */
  List<Budget> of(URI replica, String connection) {
    try (var in = peers.text(replica, "/q/metrics")) {
      String metrics = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      return LEFT.matcher(metrics)
          .results()
          .filter(line -> line.group(2).equals(connection))
          .map(line -> new Budget(line.group(1), (long) Double.parseDouble(line.group(3))))
          .sorted((a, b) -> a.name().compareTo(b.name()))
          .toList();
    } catch (IOException | Silent e) {
      return List.of();
    }
  }
}
