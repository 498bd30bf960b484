package io.mlconnector.flow.lease;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.mlconnector.flow.FlowConfig;
import io.mlconnector.flow.sql.Transactions;
import java.util.List;

/** Makes leases for tests of other packages. */
public final class TestLeases {

  private TestLeases() {}

  public static Leases of(
      AgroalDataSource pool,
      Transactions transactions,
      FlowConfig config,
      List<LeasedWork> work,
      MeterRegistry meters) {
    return new Leases(pool, transactions, config, "http://test", work, meters, System::nanoTime);
  }
}
