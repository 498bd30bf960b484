package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.AdapterContract;
import io.mlconnector.testkit.SandboxResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;

/** Dynamics keeps what every adapter promises. */
@QuarkusTest
@QuarkusTestResource(
    value = SandboxResource.class,
    initArgs = @ResourceArg(name = "service", value = "dynamics365"))
class DynamicsContractTest extends AdapterContract {

  @Override
  protected ObjectNode goodConnection() {
    return Connections.v2("contract", vendor().url());
  }

  @Override
  protected List<ObjectNode> otherSignIns() {
    return List.of(Connections.v1("by-v1", vendor().url()));
  }

  @Override
  protected List<String> metrics() {
    return List.of("mlconnector_lease_held");
  }

  @Override
  protected String vendorName() {
    return "dynamics365";
  }
}
