package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
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
  private final List<BiConsumer<User, String>> listeners = new ArrayList<>();
  private BiConsumer<User, User> downgraded = (user, admin) -> {};

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

  /** Is told of every user to whom something happened, and what: {@code suspended_changed}. */
  public void onEvent(BiConsumer<User, String> listener) {
    listeners.add(listener);
  }

  /** Is told of every agent who becomes an end user, and by which admin. */
  void onDowngrade(BiConsumer<User, User> listener) {
    downgraded = listener;
  }

  /** Users that were not deleted, by rising id. */
  public Collection<User> all() {
    return byId.values().stream().filter(user -> user.active).toList();
  }

  /** All, deleted ones too, in the order in which an incremental export gives them. */
  public List<User> exported() {
    return Entity.exported(byId.values());
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

  /** Changes a user on behalf of nobody in particular, as jobs do. */
  public Written<User> update(long id, ObjectNode body) {
    return update(id, body, owner());
  }

  /**
   * Changes a user. A new e-mail address or phone number is added beside the old one; null clears
   * neither. An organization replaces all memberships. The owner stays an admin who can sign in.
   */
  public Written<User> update(long id, ObjectNode body, User admin) {
    User user = active(id);
    Draft draft = Attributes.USER.read(body, fields);
    if (user.shared || user == owner() && locksOut(draft)) {
      throw Refusals.forbidden();
    }
    rules.check(draft, Optional.of(user));
    boolean wasStaff = user.isStaff();
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
    if (wasStaff && !user.isStaff()) {
      downgraded.accept(user, admin);
    }
    changed(user);
    return new Written<>(user, false, draft.ignored());
  }

  private static boolean locksOut(Draft draft) {
    return draft.text("role").filter(role -> !role.equals("admin")).isPresent()
        || draft.text("suspended").filter("true"::equals).isPresent();
  }

  /** Deletes softly: the user stays readable by id, without addresses and memberships. */
  public User delete(long id) {
    User user = end(id);
    changed(user);
    happened(user, "deleted");
    return user;
  }

  /** Ends a user who was merged into another: its id resolves to nothing any more. */
  void merged(long id) {
    User user = end(id);
    changed.forEach(listener -> listener.accept(user));
    byId.remove(id);
    happened(user, "merged");
  }

  private User end(long id) {
    User user = active(id);
    if (user.shared || user == owner()) {
      throw Refusals.forbidden();
    }
    user.active = false;
    user.touch(clock.instant());
    identities.removeAll(id);
    memberships.removeAll(id);
    user.externalId().ifPresent(text -> externalIds.remove(text, id));
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

  /** Takes what the users are now for what everybody was told. */
  void settle() {
    byId.values().forEach(user -> user.facts = facts(user));
  }

  /** Also stamps a user who shows another address or organization than before. */
  void changed(User user) {
    UserFacts before = user.facts;
    user.facts = facts(user);
    if (before != null && !user.facts.shown().equals(before.shown())) {
      user.touch(clock.instant());
    }
    changed.forEach(listener -> listener.accept(user));
    user.facts.since(before).forEach(verb -> happened(user, verb));
  }

  private UserFacts facts(User user) {
    return UserFacts.of(user, identities, memberships);
  }

  private void happened(User user, String verb) {
    listeners.forEach(listener -> listener.accept(user, verb));
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
