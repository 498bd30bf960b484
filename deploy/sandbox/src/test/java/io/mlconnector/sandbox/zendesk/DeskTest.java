package io.mlconnector.sandbox.zendesk;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Gives every test a helpdesk of its own. */
abstract class DeskTest {

  Desk desk;

  @BeforeEach
  void openDesk() {
    desk = new Desk();
  }

  @AfterEach
  void closeDesk() {
    desk.close();
  }
}
