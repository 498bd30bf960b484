package io.mlconnector.jdedwards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.testkit.AdapterContract;
import io.mlconnector.testkit.SandboxResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** EnterpriseOne keeps what every adapter promises. */
@QuarkusTest
@QuarkusTestResource(
    value = SandboxResource.class,
    initArgs = {
      @ResourceArg(name = "service", value = "jdedwards"),
      @ResourceArg(name = "lapse", value = "10")
    })
class JdeContractTest extends AdapterContract {

  @Override
  protected ObjectNode goodConnection() {
    return JdeTest.silent(Connections.password("contract", vendor().url()));
  }

  @Override
  protected List<ObjectNode> otherSignIns() {
    return List.of(
        JdeTest.silent(Connections.basic("by-basic", vendor().url())),
        JdeTest.silent(Connections.jwt("by-jwt", vendor().url())));
  }

  @Override
  protected List<String> metrics() {
    return List.of("mlconnector_lease_held");
  }

  @Override
  protected String vendorName() {
    return "jdedwards";
  }

  @Test
  void streamsAreReadDailyAndTheCustomerMasterHasOneOfItsOwn() {
    JsonNode system = service().get("/api/system").good().json();

    assertThat(system.at("/connection/everyDefault").asText()).isEqualTo("24h");
    assertThat(system.path("sources").toString()).contains("customers", "credit");
  }

  @Test
  void aPingThatIsNotAnsweredInTimeNamesTheLikelyCauses() {
    vendor().fault("{\"kind\":\"hang\",\"times\":\"forever\"}");

    assertThat(ping().path("cause").asText())
        .contains("did not answer within", "Likely causes", "allow-list", "reverse proxy");
  }
}
