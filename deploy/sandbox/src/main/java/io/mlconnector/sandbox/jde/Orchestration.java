package io.mlconnector.sandbox.jde;

import java.util.List;
import java.util.Optional;

/**
 * An orchestration that somebody designed for the connector.
 *
 * @param kind what it makes or changes
 * @param creates whether it makes a new one
 */
record Orchestration(String name, Kind kind, boolean creates, List<Input> inputs) {

  /** What an orchestration works on. */
  enum Kind {
    CUSTOMER,
    VENDOR,
    CONTACT
  }

  Optional<Input> input(String wanted) {
    return inputs.stream().filter(input -> input.name().equals(wanted)).findFirst();
  }
}
