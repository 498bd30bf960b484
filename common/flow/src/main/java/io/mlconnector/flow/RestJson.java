package io.mlconnector.flow;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlconnector.canonical.CanonicalJson;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** REST speaks JSON as the contract does: decimals as text, ISO 8601, absent instead of null. */
public class RestJson {

  @Produces
  @Singleton
  ObjectMapper mapper() {
    return CanonicalJson.mapper().copy();
  }
}
