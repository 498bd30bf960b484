package io.mlconnector.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/**
 * A customer that gets another name in the ERP, and one of its people another e-mail address: one
 * organization is renamed, one user has a further address, and nothing is there twice.
 */
final class Renaming {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final DynamicsPair pair;
  private final String customer;
  private final String name;
  private final String organization;
  private final String email;
  private final String user;

  Renaming(DynamicsPair pair, String customer) throws Exception {
    JsonNode person = pair.requesters().get(customer);
    this.pair = pair;
    this.customer = customer;
    this.name = "Renamed " + customer;
    this.organization = pair.organization(customer).path("id").asText();
    this.email = person.path("email").asText();
    this.user = person.path("id").asText();
  }

  DynamicsPair pair() {
    return pair;
  }

  void change() throws Exception {
    pair.rename(customer, name);
    pair.changeEmail(email, "new." + email);
  }

  void awaitSeen() throws Exception {
    await(name)
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              JsonNode now = pair.organization(customer);
              assertThat(now.path("name").asText()).isEqualTo(name);
              assertThat(now.path("id").asText()).isEqualTo(organization);
              for (String address : List.of(email, "new." + email)) {
                assertThat(pair.usersOf(address))
                    .as(address)
                    .extracting(each -> each.path("id").asText())
                    .containsExactly(user);
              }
            });
    assertThat(pair.organizations().keySet()).isEqualTo(pair.expected());
    assertThat(pair.vendors().duplicates()).isEmpty();
  }
}
