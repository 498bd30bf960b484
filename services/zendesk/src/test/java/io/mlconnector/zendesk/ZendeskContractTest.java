package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.AdapterContract;
import io.mlconnector.testkit.SandboxResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;

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
  protected String vendorName() {
    return "zendesk";
  }
}
