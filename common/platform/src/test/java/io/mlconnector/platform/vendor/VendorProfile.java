package io.mlconnector.platform.vendor;

import io.mlconnector.platform.testsystem.PlatformBackbone;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The whole platform with real connections to {@link VendorSystem}. */
public final class VendorProfile implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "quarkus.arc.exclude-types", "io.mlconnector.platform.testsystem.TestDoubles",
        "mlconnector.vendor.retry.first", "10ms",
        "mlconnector.vendor.breaker.rest", "2s",
        "mlconnector.vendor.max-answer", "1M");
  }

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(VendorSystem.class);
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(PlatformBackbone.class, Map.of("database", "vendor")));
  }
}
