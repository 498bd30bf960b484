package io.mlconnector.platform.vendor.signin;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.CanonicalJson;
import io.mlconnector.platform.vendor.answer.Classifier;
import io.mlconnector.platform.vendor.transport.Answer;
import io.mlconnector.spi.Secret;
import io.mlconnector.spi.VendorFailure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what token endpoints answer. A success is an access token and nothing else: Zoho says
 * {@code 200 {"error":…}} (sheet B1).
 */
public final class TokenAnswers {

  private static final Set<String> TRY_LATER =
      Set.of("access denied", "slow_down", "temporarily_unavailable", "server_error");
  private static final int MOST_FACTS = 16;
  private static final int LONGEST_FACT = 500;

  private final Classifier classifier;

  public TokenAnswers(Classifier classifier) {
    this.classifier = classifier;
  }

  /**
   * The tokens of an answer.
   *
   * @param hints what a person should look at, by error word in lower case
   * @throws VendorFailure where there are none; never of kind REJECTED, since that is not the fault
   *     of the record that happens to wait for the token
   */
  TokenReply read(Answer answer, Map<String, String> hints) {
    JsonNode json = json(answer);
    boolean success = answer.status() / 100 == 2;
    String access = json.path("access_token").asText("");
    if (success && !access.isBlank()) {
      return reply(json, access);
    }
    String error = json.path("error").asText("").toLowerCase(Locale.ROOT);
    Optional<VendorFailure> failure = classifier.failure(answer);
    if (failure.isEmpty()) {
      String words = classifier.unreadable(answer, "a token").getMessage();
      throw error.isBlank()
          ? VendorFailure.unavailable(answer.status(), null, true, words)
          : refusal(answer, error, hinted(words, hints.get(error)));
    }
    VendorFailure status = failure.get();
    throw status.kind() == VendorFailure.Kind.REJECTED
            || status.kind() == VendorFailure.Kind.UNAUTHORIZED
        ? refusal(answer, error, hinted(status.getMessage(), hints.get(error)))
        : status;
  }

  private static String hinted(String words, String hint) {
    return hint == null ? words : words + ". " + hint;
  }

  private static VendorFailure refusal(Answer answer, String error, String words) {
    return TRY_LATER.contains(error)
        ? VendorFailure.throttled(answer.status(), null, words)
        : VendorFailure.unauthorized(answer.status(), words);
  }

  private static TokenReply reply(JsonNode json, String access) {
    String refresh = json.path("refresh_token").asText("");
    JsonNode seconds = json.path("expires_in");
    return new TokenReply(
        new Secret(access),
        json.path("token_type").asText("Bearer"),
        seconds.asLong(0) > 0 ? seconds.asLong() : null,
        refresh.isBlank() ? null : new Secret(refresh),
        facts(json));
  }

  private static Map<String, String> facts(JsonNode json) {
    Map<String, String> facts = new LinkedHashMap<>();
    json.fields()
        .forEachRemaining(
            member -> {
              boolean fits =
                  member.getValue().isValueNode()
                      && member.getValue().asText().length() <= LONGEST_FACT;
              if (fits && !secret(member.getKey()) && facts.size() < MOST_FACTS) {
                facts.put(member.getKey(), member.getValue().asText());
              }
            });
    return facts;
  }

  private static boolean secret(String name) {
    return !name.equals("token_type")
        && name.toLowerCase(Locale.ROOT).matches(".*(token|secret|key|password|code|session).*");
  }

  private static JsonNode json(Answer answer) {
    try {
      JsonNode tree = CanonicalJson.mapper().readTree(answer.body());
      return tree == null ? CanonicalJson.mapper().missingNode() : tree;
    } catch (IOException | NumberFormatException e) {
      return CanonicalJson.mapper().missingNode();
    }
  }
}
