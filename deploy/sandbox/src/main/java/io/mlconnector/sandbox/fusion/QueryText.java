package io.mlconnector.sandbox.fusion;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;

/** Reads a query as this vendor does: a semicolon is an ordinary sign, a raw + is a space. */
final class QueryText {

  private static final int MOST_PARAMETERS = 100;

  private QueryText() {}

  static MultiMap parse(String query) {
    MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
    if (query == null) {
      return parameters;
    }
    try {
      new QueryStringDecoder(query, StandardCharsets.UTF_8, false, MOST_PARAMETERS, true)
          .parameters()
          .forEach(parameters::add);
      return parameters;
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("the query is not well encoded");
    }
  }
}
