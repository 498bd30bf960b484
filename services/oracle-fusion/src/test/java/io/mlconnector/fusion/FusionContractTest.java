package io.mlconnector.fusion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.ConsentContract;
import io.mlconnector.testkit.SandboxResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;

/** Oracle Fusion keeps what every adapter promises. */
@QuarkusTest
@QuarkusTestResource(
    value = SandboxResource.class,
    initArgs = @ResourceArg(name = "service", value = "oracle-fusion"))
class FusionContractTest extends ConsentContract {

  @Override
  protected ObjectNode goodConnection() {
    return Connections.clientCredentials("contract", vendor().url());
  }

  @Override
  protected List<ObjectNode> otherSignIns() {
    return List.of(Connections.basic("by-password", vendor().url()));
  }

  @Override
  protected ObjectNode consentedConnection() {
    return Connections.consented("by-consent", vendor().url());
  }

  @Override
  protected void letReturnTo(String redirectUrl) {
    vendor().patch("/settings", "{\"redirectUris\":[\"" + redirectUrl + "\"]}");
  }

  @Override
  protected String agreement() {
    return "sandbox_approve=true";
  }

  @Override
  protected String vendorName() {
    return "fusion";
  }
}
