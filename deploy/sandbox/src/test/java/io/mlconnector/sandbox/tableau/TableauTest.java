package io.mlconnector.sandbox.tableau;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Signed in to a site of its own. */
abstract class TableauTest {

  static final String NEW = "datasourceType=parquet&asJob=true";

  TableauClient client;

  @BeforeEach
  final void start() {
    client = TableauClient.signedIn();
  }

  @AfterEach
  final void stop() {
    client.close();
  }
}
