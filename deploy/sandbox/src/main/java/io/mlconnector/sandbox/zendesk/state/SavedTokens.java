package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.SandboxJson;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** API tokens, clients and OAuth tokens as JSON and back; all of them are invented. */
record SavedTokens(
    Map<String, Instant> apiTokens, Map<String, OAuthClient> clients, Map<String, Token> access) {

  ObjectNode save(long lastId) {
    ObjectNode json = SandboxJson.object().put("lastId", lastId);
    ObjectNode savedApiTokens = json.putObject("apiTokens");
    apiTokens.forEach((token, used) -> savedApiTokens.put(token, used.toString()));
    ArrayNode savedClients = json.putArray("clients");
    for (OAuthClient client : clients.values()) {
      ObjectNode saved =
          savedClients
              .addObject()
              .put("id", client.id())
              .put("secret", client.secret())
              .put("user", client.userId());
      add(saved, "redirectUris", client.redirectUris());
      add(saved, "scopes", client.scopes());
    }
    ArrayNode savedTokens = json.putArray("tokens");
    for (Token token : access.values()) {
      ObjectNode saved =
          savedTokens
              .addObject()
              .put("id", token.id())
              .put("value", token.value())
              .put("user", token.userId())
              .put("client", token.clientId())
              .put("created", token.createdAt().toString())
              .put("expires", text(token.expiresAt()))
              .put("refresh", token.refresh())
              .put("refreshExpires", text(token.refreshExpiresAt()));
      add(saved, "scopes", token.scopes());
    }
    return json;
  }

  /** Fills the maps, and answers the last id that was given. */
  long restore(JsonNode saved) {
    apiTokens.clear();
    saved
        .path("apiTokens")
        .fields()
        .forEachRemaining(
            each -> apiTokens.put(each.getKey(), Instant.parse(each.getValue().asText())));
    clients.clear();
    for (JsonNode json : saved.path("clients")) {
      String id = json.path("id").asText();
      clients.put(
          id,
          new OAuthClient(
              id,
              json.path("secret").textValue(),
              texts(json.path("redirectUris")),
              texts(json.path("scopes")),
              json.path("user").asLong()));
    }
    access.clear();
    saved.path("tokens").forEach(json -> access.put(json.path("value").asText(), token(json)));
    return saved.path("lastId").asLong();
  }

  private static Token token(JsonNode json) {
    return new Token(
        json.path("id").asLong(),
        json.path("value").asText(),
        json.path("user").asLong(),
        json.path("client").textValue(),
        texts(json.path("scopes")),
        Instant.parse(json.path("created").asText()),
        stamp(json.path("expires")),
        json.path("refresh").textValue(),
        stamp(json.path("refreshExpires")));
  }

  private static Instant stamp(JsonNode json) {
    return json.isTextual() ? Instant.parse(json.asText()) : null;
  }

  private static String text(Instant stamp) {
    return stamp == null ? null : stamp.toString();
  }

  private static void add(ObjectNode json, String name, Collection<String> texts) {
    ArrayNode all = json.putArray(name);
    texts.forEach(all::add);
  }

  private static Set<String> texts(JsonNode json) {
    Set<String> texts = new TreeSet<>();
    json.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
