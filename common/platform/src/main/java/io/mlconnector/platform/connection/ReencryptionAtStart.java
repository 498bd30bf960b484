package io.mlconnector.platform.connection;

import io.mlconnector.flow.log.Log;
import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.mlconnector.platform.connection.Reencryption.Result;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Seals anew after each start what an earlier key sealed, until there is nothing more to do. */
@ApplicationScoped
class ReencryptionAtStart {

  private static final Log LOG = Log.of(ReencryptionAtStart.class);

  private final Reencryption reencryption;
  private final KeysetVault vault;
  private volatile boolean done;

  ReencryptionAtStart(Reencryption reencryption, KeysetVault vault) {
    this.reencryption = reencryption;
    this.vault = vault;
  }

  @Scheduled(every = "10s", delayed = "3s", concurrentExecution = ConcurrentExecution.SKIP)
  void go() {
    if (done || !vault.usable()) {
      return;
    }
    try {
      Result result = reencryption.all();
      // What is left although it could be opened was being written just then.
      done = result.values() == 0 && (result.left() == 0 || !result.unreadable().isEmpty());
      if (result.values() > 0) {
        LOG.info(
            "Stored secrets were sealed anew", "values", result.values(), "left", result.left());
      }
      if (done) {
        result
            .unreadable()
            .forEach(problem -> LOG.warn("A stored secret cannot be opened", "problem", problem));
      }
    } catch (DatabaseUnavailable | KeysetProblem e) {
      LOG.warn(e, "Sealing anew waits");
    }
  }
}
