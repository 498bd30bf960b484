package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What is special about writing rows of one resource, beyond its attributes. */
interface WriteRules {

  /** Nothing is. */
  WriteRules NONE = (values, framework, creation) -> {};

  /**
   * Checks what a call sets, and turns it into what is stored.
   *
   * @throws Refusal where the pod takes none of it
   */
  void incoming(Map<String, Object> values, Framework framework, boolean creation);

  /** Turns what is stored into what is shown. */
  default void outgoing(ObjectNode item, FusionRow row, Framework framework, String self) {}
}
