package io.mlconnector.peoplesoft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.peoplesoft.PeopleSoftAccounts;
import io.mlconnector.testkit.AdapterContract;
import io.mlconnector.testkit.SandboxResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

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

  @Test
  void aPingSaysAsWhomWhereAndUnderWhichPeopleToolsAndAPollIsDueEveryTenMinutes() {
    assertThat(ping().path("identity").asText())
        .matches(PeopleSoftAccounts.OPRID + " in \\w+, PeopleTools 8\\.\\d\\d.*");
    assertThat(service().get("/api/system").good().text()).contains("\"everyDefault\":\"10m\"");
  }

  @Test
  void aPingThatIsNotAnsweredInTimeNamesTheLikelyCauses() {
    vendor().fault("{\"kind\":\"hang\",\"times\":\"forever\"}");

    assertThat(ping().path("cause").asText())
        .contains("did not answer within", "Likely cause", "allow-list", "reverse proxy");
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
