package io.mlconnector.peoplesoft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.AdapterContract;
import io.mlconnector.testkit.SandboxResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;

/** PeopleSoft keeps what every adapter promises. */
@QuarkusTest
@QuarkusTestResource(
    value = SandboxResource.class,
    initArgs = @ResourceArg(name = "service", value = "peoplesoft"))
class PeopleSoftContractTest extends AdapterContract {

  @Override
  protected ObjectNode goodConnection() {
    return Connections.silent(Connections.basic("contract", vendor().url()));
  }

  @Override
  protected List<ObjectNode> otherSignIns() {
    return List.of(
        Connections.silent(Connections.token("by-header", vendor().url(), "basic")),
        Connections.silent(Connections.token("by-form", vendor().url(), "form")));
  }

  @Override
  protected List<String> metrics() {
    return List.of("mlconnector_lease_held");
  }

  @Override
  protected String vendorName() {
    return "peoplesoft";
  }
}
