package io.mlconnector.flow.erasure;

import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.audit.KeyedHash;
import io.mlconnector.flow.sql.Query;
import io.mlconnector.flow.sql.Transactions;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Refuses to start with another key than the one that made the suppression list: it would know
 * nobody any more, and let everybody back who was erased.
 */
@ApplicationScoped
public class SuppressionKey {

  private final FlowConfig config;
  private final KeyedHash hash;
  private final Transactions transactions;

  public SuppressionKey(FlowConfig config, KeyedHash hash, Transactions transactions) {
    this.config = config;
    this.hash = hash;
    this.transactions = transactions;
  }

  void onStart(@Observes StartupEvent event) {
    boolean forThisRunOnly = config.local() && config.audit().hashKeyFile().isEmpty();
    if (!forThisRunOnly) {
      check();
    }
  }

  /**
   * @throws IllegalStateException where the list was made with another key, saying what to do
   */
  void check() {
    boolean other =
        transactions.inTransaction(
            sql ->
                Query.number(
                            sql,
                            "select count(*) from pg_class where oid = to_regclass('suppressed')")
                        > 0
                    && Query.number(
                            sql,
                            "select count(*) from suppressed where erasure = ? and hash <> ?",
                            Suppressions.NONE,
                            hash.of(Suppressions.KEY))
                        > 0);
    if (other) {
      throw new IllegalStateException(
          "mlconnector.audit.hash-key-file holds another key than the list of erased persons was"
              + " made with, so that they would come back: give the former key");
    }
  }
}
