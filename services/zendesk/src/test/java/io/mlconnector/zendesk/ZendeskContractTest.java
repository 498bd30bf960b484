package io.mlconnector.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.zendesk.ZendeskAccess;
import io.mlconnector.testkit.AdapterContract;
import io.mlconnector.testkit.SandboxResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Zendesk keeps what every adapter promises. */
@QuarkusTest
@QuarkusTestResource(
    value = SandboxResource.class,
    initArgs = @ResourceArg(name = "service", value = "zendesk"))
class ZendeskContractTest extends AdapterContract {

  @Override
  protected ObjectNode goodConnection() {
    return Connections.clientCredentials("zendesk", vendor().url());
  }

  @Override
  protected List<ObjectNode> otherSignIns() {
    String url = vendor().url();
    return List.of(
        Connections.apiToken(
            "by-api-token", url, ZendeskAccess.SERVICE_EMAIL, ZendeskAccess.API_TOKEN),
        Connections.token("by-token", url, ZendeskAccess.LONG_LIVED_TOKEN));
  }

  @Override
  protected ObjectNode consentedConnection() {
    return Connections.consented("by-consent", vendor().url());
  }

  @Override
  protected void letReturnTo(String redirectUrl) {
    vendor()
        .put(
            "/oauth-clients/" + ZendeskAccess.CLIENT_ID,
            "{\"redirectUris\":[\"" + redirectUrl + "\"]}");
  }

  @Override
  protected String agreement() {
    return "decision=allow";
  }

  @Test
  void tokensAreAskedForTwoHoursSinceZendeskDoesNotSayHowLongItsOwnLast() {
    assertThat(vendor().bodies("/oauth/tokens"))
        .isNotEmpty()
        .allSatisfy(body -> assertThat(body).contains("\"expires_in\":7200"));
  }

  @Override
  protected String vendorName() {
    return "zendesk";
  }
}
