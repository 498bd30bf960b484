package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.spi.Write;
import io.mlconnector.zendesk.api.TeamApi;
import io.mlconnector.zendesk.api.UsersApi;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom no route may lock out, whatever its policies say. */
class AdministratorsTest {

  private static final String OURSELVES = "7";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final ObjectNode LEAVER = user("1", "leaver@company.example", false);

  private static ObjectNode user(String id, String email, boolean suspended) {
    return JSON.objectNode().put("id", id).put("email", email).put("suspended", suspended);
  }

  private static String refusal(Map<String, String> policies, JsonNode user, ObjectNode... admins) {
    ObjectNode me = JSON.objectNode();
    me.putObject("user").put("id", OURSELVES);
    ObjectNode all = JSON.objectNode();
    all.putArray("users").addAll(List.of(admins)).add(user("7", "we@company.example", false));
    Write write =
        new Write(
            "d",
            new Ref("zendesk", "team_member", new RecordKey("hr", "employee", "1")),
            "1",
            Map.of(),
            Map.of(),
            List.of(),
            policies,
            false);
    return new Administrators(client(UsersApi.class, me), client(TeamApi.class, all))
        .refusal(write, user);
  }

  /** No class of its own: one that implements the interface would be taken for a resource. */
  private static <T> T client(Class<T> api, JsonNode answer) {
    return api.cast(
        Proxy.newProxyInstance(
            api.getClassLoader(), new Class<?>[] {api}, (proxy, method, arguments) -> answer));
  }

  private static final Map<String, String> INCLUDED =
      Map.of("admins", "include", "owner", "owner@company.example");

  @Test
  void administratorsAreLeftAloneUnlessTheyAreIncludedAndTheOwnerIsNamed() {
    ObjectNode other = user("2", "other@company.example", false);

    assertThat(refusal(Map.of(), LEAVER, LEAVER, other)).contains("by hand");
    assertThat(refusal(Map.of("admins", "include"), LEAVER, LEAVER, other)).contains("owner");
    assertThat(refusal(INCLUDED, LEAVER, LEAVER, other)).isNull();
  }

  @Test
  void theOwnerIsNeverTouchedHoweverTheAddressIsSpelled() {
    ObjectNode owner = user("2", "Owner@Company.example", false);

    assertThat(refusal(INCLUDED, owner, LEAVER, owner)).contains("owns");
  }

  @Test
  void theUserAsWhomWeSignInIsNeverTouched() {
    ObjectNode we = user(OURSELVES, "we@company.example", false);

    assertThat(refusal(INCLUDED, we, LEAVER)).contains("We sign in");
  }

  @Test
  void theLastAdministratorIsNeverTouchedAndOneWhoIsSuspendedIsNoOther() {
    ObjectNode suspended = user("2", "other@company.example", true);

    assertThat(refusal(INCLUDED, LEAVER, LEAVER)).contains("last administrator");
    assertThat(refusal(INCLUDED, LEAVER, LEAVER, suspended)).contains("last administrator");
  }
}
