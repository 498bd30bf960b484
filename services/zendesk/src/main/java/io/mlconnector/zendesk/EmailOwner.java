package io.mlconnector.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import io.mlconnector.zendesk.api.UsersApi;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Decides what happens when a new user's e-mail already belongs to somebody. */
final class EmailOwner {

  /** The pseudo job of a write that waits for Zendesk's search index: {@code search:TRY:ID}. */
  private static final String SEARCH = "search:";

  /** The index lags by up to a few minutes; after so many looks the owner may be gone again. */
  private static final int LOOKS = 6;

  private static final Pattern SAID = Pattern.compile("[^\"*\\\\\\p{Cntrl}]+");

  private static final Duration PAUSE = Duration.ofSeconds(20);

  /** Whom an object of ours may take over, and how its routes see them. */
  interface Adoption {

    /** Why the user is not to be taken over; null where it may be. */
    String refusal(JsonNode user);

    /** The user's fields as the object's routes name them. */
    Map<String, JsonNode> current(Connection connection, Write write, JsonNode user);
  }

  private final Adoption adoption;

  EmailOwner(Adoption adoption) {
    this.adoption = adoption;
  }

  /**
   * The owner may be adopted when it has no external id; when it has one, another record of ours
   * has it, and the platform decides by the route's {@code shares}.
   */
  WriteResult decide(Connection connection, Write write) {
    return decide(connection, write, 1);
  }

  /**
   * A known user that Zendesk no longer has may have been merged into another one, whose is the
   * e-mail now. Whoever is not found may still be missing in the search index; a later delivery, or
   * a retry by a person, looks again.
   */
  static Found ofMerged(UsersApi api, Write write) {
    String email = write.text("email");
    JsonNode survivor = email == null || !write.match().contains("email") ? null : find(api, email);
    if (survivor == null) {
      return new Found.Gone(write.key());
    }
    if (Users.isStaff(survivor)) {
      return new Found.Refused(Users.STAFF);
    }
    String id = survivor.path("id").asText();
    if (!isFree(survivor) && !"true".equals(write.policies().get("shares"))) {
      return new Found.Refused(
          "Zendesk no longer has user %s: it was merged into user %s, whose external id is another"
                  .formatted(write.key(), id)
              + " record's. Set the route's policy shares to true to let both records be one user,"
              + " or dismiss this.");
    }
    return new Found.Present(id, new UserDetails(api).current(write, survivor));
  }

  static boolean isFree(JsonNode user) {
    return user.path("external_id").asText("").isBlank();
  }

  static boolean isSearch(String job) {
    return job.startsWith(SEARCH);
  }

  /**
   * Looks again.
   *
   * @return null where it was looked for long enough, so that creating it is to be tried again
   */
  WriteResult lookAgain(Connection connection, String job, Write write) {
    int look = Integer.parseInt(job.split(":", 3)[1]);
    return look >= LOOKS ? null : decide(connection, write, look + 1);
  }

  private WriteResult decide(Connection connection, Write write, int look) {
    JsonNode owner = find(connection.client(UsersApi.class), write.text("email"));
    return owner == null
        ? new WriteResult.Waiting(SEARCH + look + ":" + write.delivery(), PAUSE.multipliedBy(look))
        : decide(connection, write, owner);
  }

  /** The same, where the owner is known. */
  WriteResult decide(Connection connection, Write write, JsonNode owner) {
    String refusal = adoption.refusal(owner);
    if (refusal != null) {
      return new WriteResult.Rejected(refusal);
    }
    boolean free = isFree(owner);
    if (!free && !"true".equals(write.policies().get("shares"))) {
      return new WriteResult.Rejected(
          "Another record's user already has the e-mail. Give each person an address of their own,"
              + " or set the route's policy shares to true to let them be one user.");
    }
    if (free && !write.match().contains("email")) {
      return new WriteResult.Rejected(
          "A user with the e-mail exists, and the route's match does not allow to adopt it by"
              + " email. Add email to match, or give the user the external id by hand.");
    }
    return new WriteResult.Changed(
        owner.path("id").asText(), adoption.current(connection, write, owner));
  }

  /**
   * Who has the address, as far as the search index knows; null for nobody. One with a quote, a
   * backslash or a star is nobody's: it would end the words that are looked for and begin a search
   * of its author's, or find everybody.
   */
  static JsonNode find(UsersApi api, String email) {
    if (!SAID.matcher(email).matches()) {
      return null;
    }
    for (JsonNode user : api.search("email:\"" + email + "\"", null).path("users")) {
      String found = user.path("email").asText("").toLowerCase(Locale.ROOT);
      if (found.equals(email.toLowerCase(Locale.ROOT)) || isSecondary(api, user, email)) {
        return user;
      }
    }
    return null;
  }

  private static boolean isSecondary(UsersApi api, JsonNode user, String email) {
    for (JsonNode identity : api.identities(user.path("id").asText()).path("identities")) {
      if (identity.path("value").asText().equalsIgnoreCase(email)) {
        return true;
      }
    }
    return false;
  }
}
