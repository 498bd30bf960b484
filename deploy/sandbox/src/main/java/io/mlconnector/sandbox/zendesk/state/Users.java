package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The account's users, active and deleted. */
public final class Users {

  private final Ids ids;
  private final InstantSource clock;
  private final CustomFields fields;
  private final Identities identities;
  private final Memberships memberships;
  private final UserRules rules;
  private final TreeMap<Long, User> byId = new TreeMap<>();
  private final Lookup externalIds = new Lookup();
  private final List<Consumer<User>> changed = new ArrayList<>();

  Users(
      Ids ids,
      InstantSource clock,
      CustomFields fields,
      Identities identities,
      Memberships memberships,
      Organizations organizations,
      Directory directory) {
    this.ids = ids;
    this.clock = clock;
    this.fields = fields;
    this.identities = identities;
    this.memberships = memberships;
    this.rules = new UserRules(identities, organizations, directory, externalIds);
  }

  void onChange(Consumer<User> listener) {
    changed.add(listener);
  }

  /** Users that were not deleted, by rising id. */
  public Collection<User> all() {
    return byId.values().stream().filter(user -> user.active).toList();
  }

  Collection<User> withDeleted() {
    return byId.values();
  }

  void replaceAll(List<User> users) {
    byId.clear();
    externalIds.clear();
    for (User user : users) {
      byId.put(user.id, user);
      if (user.active) {
        user.externalId().ifPresent(text -> externalIds.add(text, user.id));
      }
    }
  }

  /** Also finds a deleted user, as the vendor does. */
  public Optional<User> byId(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Optional<User> byExternalId(String externalId) {
    return externalIds.first(externalId).map(byId::get);
  }

  public Optional<User> byEmail(String email) {
    return identities.ownerOf(email).map(byId::get);
  }

  Lookup externalIds() {
    return externalIds;
  }

  /** The user that create_or_update means: by id, external id or any e-mail address. */
  public Optional<User> match(ObjectNode body) {
    if (body.hasNonNull("id")) {
      return Optional.of(active(body.get("id").asLong()));
    }
    Optional<User> found = Optional.empty();
    if (body.hasNonNull("external_id")) {
      found = byExternalId(body.get("external_id").asText());
    }
    return found.isPresent() || !body.hasNonNull("email")
        ? found
        : byEmail(body.get("email").asText().strip());
  }

  public Written<User> create(ObjectNode body) {
    Draft draft = Attributes.USER.read(body, fields);
    rules.check(draft, Optional.empty());
    User user = new User(ids.next(), clock.instant());
    Optional<String> email = draft.text("email");
    boolean verified = draft.flag("verified");
    boolean silent = draft.flag("skip_verify_email");
    Optional<Long> organization = draft.id("organization_id");
    draft.text("phone").ifPresent(phone -> identities.addPhoneIfNew(user.id, phone));
    forgetSpecial(draft);
    draft.applyTo(user);
    byId.put(user.id, user);
    user.externalId().ifPresent(text -> externalIds.add(text, user.id));
    email.ifPresent(
        address -> {
          identities.add(user.id, "email", address, verified, true);
          mailUnless(silent, user, address);
        });
    organization.ifPresent(id -> memberships.add(user.id, id, true));
    changed(user);
    return new Written<>(user, true, draft.ignored());
  }

  /**
   * Changes a user. A new e-mail address or phone number is added beside the old one; null clears
   * neither. An organization replaces all memberships.
   */
  public Written<User> update(long id, ObjectNode body) {
    User user = active(id);
    if (user.shared) {
      throw Refusals.forbidden();
    }
    Draft draft = Attributes.USER.read(body, fields);
    rules.check(draft, Optional.of(user));
    draft.text("email").ifPresent(email -> addEmail(user, email, draft.flag("skip_verify_email")));
    draft.text("phone").ifPresent(phone -> identities.addPhoneIfNew(id, phone));
    if (draft.has("organization_id")) {
      Optional<Long> organization = draft.id("organization_id");
      memberships.removeAll(id);
      organization.ifPresent(each -> memberships.add(id, each, true));
    }
    forgetSpecial(draft);
    user.externalId().ifPresent(text -> externalIds.remove(text, id));
    if (draft.applyTo(user)) {
      user.touch(clock.instant());
    }
    user.externalId().ifPresent(text -> externalIds.add(text, id));
    changed(user);
    return new Written<>(user, false, draft.ignored());
  }

  /** Deletes softly: the user stays readable by id, without addresses and memberships. */
  public User delete(long id) {
    User user = active(id);
    if (user.shared || user == owner()) {
      throw Refusals.forbidden();
    }
    user.active = false;
    user.touch(clock.instant());
    identities.removeAll(id);
    memberships.removeAll(id);
    user.externalId().ifPresent(text -> externalIds.remove(text, id));
    changed(user);
    return user;
  }

  /** A user that exists and was not deleted; 404 otherwise. */
  public User active(long id) {
    return byId(id).filter(user -> user.active).orElseThrow(Refusals::notFound);
  }

  /** The first user of an account owns it and cannot be deleted. */
  public User owner() {
    return byId.firstEntry().getValue();
  }

  /** Marks a user as coming from another account by ticket sharing. */
  public void share(User user) {
    user.shared = true;
  }

  /** Makes a deleted user's id resolve to nothing, as after a merge. */
  void forget(long id) {
    byId.remove(id);
  }

  void changed(User user) {
    changed.forEach(listener -> listener.accept(user));
  }

  private void addEmail(User user, String email, boolean silent) {
    if (!identities.has(user.id, "email", email)) {
      identities.add(user.id, "email", email, false, false);
      mailUnless(silent, user, email);
    }
  }

  private void mailUnless(boolean silent, User user, String email) {
    if (!silent) {
      identities.mail(user.id, email);
    }
  }

  private static void forgetSpecial(Draft draft) {
    List.of("email", "phone", "organization_id", "skip_verify_email", "verified")
        .forEach(draft::take);
  }
}
