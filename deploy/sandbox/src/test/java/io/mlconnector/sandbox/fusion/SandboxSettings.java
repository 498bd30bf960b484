package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.util.List;

/** Settings of the simulated pod with one of them changed. */
final class SandboxSettings {

  private SandboxSettings() {}

  static FusionSettings notQueryable(FusionSettings before, String attribute) {
    ObjectNode change = SandboxJson.object();
    change.putArray("notQueryable").add(attribute);
    return SandboxJson.with(before, FusionSettings.class, change);
  }

  static FusionSettings stampsStay(FusionSettings before) {
    ObjectNode change = SandboxJson.object().put("stampsFollowChildren", false);
    return SandboxJson.with(before, FusionSettings.class, change);
  }

  static FusionSettings without(FusionSettings before, int status, String... resources) {
    ObjectNode change = SandboxJson.object().put("missingPrivilegeStatus", status);
    List.of(resources).forEach(change.putArray("withoutPrivilege")::add);
    return SandboxJson.with(before, FusionSettings.class, change);
  }
}
