package io.mlconnector.sandbox.fusion;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Interactions with an account or a contact that exists. Which attributes must be given is not
 * documented for every pod: the strict reading asks for the channel, the direction and a text.
 * Vendor sheet F5.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/sales/faaps/op-interactions-post.html">creating
 *     an interaction</a>
 */
record InteractionRules(FusionData data, Supplier<FusionSettings> settings) implements WriteRules {

  private static final Set<String> DIRECTIONS = Set.of("ORA_SVC_INBOUND", "ORA_SVC_OUTBOUND");

  @Override
  public void incoming(Map<String, Object> values, Framework framework, boolean creation) {
    if (creation) {
      values.putIfAbsent("DirectionCd", "ORA_SVC_INBOUND");
      for (String name : settings.get().interactionNeeds()) {
        if (values.get(name) == null) {
          throw Refusal.badRequest(name + ": a value is required");
        }
      }
      if (values.get("AccountPartyId") == null && values.get("ContactPartyId") == null) {
        throw Refusal.badRequest("AccountPartyId: an account or a contact is required");
      }
    }
    Object direction = values.get("DirectionCd");
    if (direction != null && !DIRECTIONS.contains(direction.toString())) {
      throw Refusal.badRequest("DirectionCd: " + direction + " is not a value of the lookup");
    }
    there(values, "AccountPartyId", data.accounts);
    there(values, "ContactPartyId", data.contacts);
  }

  private static void there(Map<String, Object> values, String name, FusionTable parties) {
    Object id = values.get(name);
    if (id != null
        && parties.all().stream().noneMatch(party -> id.equals(party.value("PartyId")))) {
      throw Refusal.badRequest(name + ": there is no " + parties.type().name() + " " + id);
    }
  }
}
