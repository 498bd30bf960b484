package io.mlconnector.mapping.adapter;

import java.util.List;

/** A setting of a target object that a route may give under {@code policies}. */
public record TargetPolicy(String name, String help, List<String> choices) {

  public TargetPolicy {
    choices = choices == null ? List.of() : List.copyOf(choices);
  }
}
