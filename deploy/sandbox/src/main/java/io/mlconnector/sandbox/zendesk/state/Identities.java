package io.mlconnector.sandbox.zendesk.state;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The addresses of all users. An e-mail address belongs to one user only: vendor sheet A3. */
public final class Identities {

  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\",;]+@[^\\s@<>\",;]+\\.[^\\s@.]+");
  private static final String PHONE = "phone_number";

  private final Ids ids;
  private final InstantSource clock;
  private final Map<Long, List<Identity>> byUser = new HashMap<>();
  private final Lookup emails = new Lookup();
  private final Lookup phones = new Lookup();
  private final List<VerificationMail> mails = new ArrayList<>();

  Identities(Ids ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  public List<Identity> of(long userId) {
    return byUser.getOrDefault(userId, List.of());
  }

  /** The verification mails sent so far, oldest first. */
  public List<VerificationMail> mails() {
    return List.copyOf(mails);
  }

  Lookup emails() {
    return emails;
  }

  Optional<Long> ownerOf(String email) {
    return emails.first(email);
  }

  public Optional<String> primaryEmail(long userId) {
    return primary(userId, "email").map(identity -> identity.value);
  }

  boolean primaryVerified(long userId) {
    return primary(userId, "email").map(identity -> identity.verified).orElse(false);
  }

  List<String> allEmails(long userId) {
    return of(userId).stream().filter(Identity::isEmail).map(each -> each.value).toList();
  }

  Optional<String> primaryPhone(long userId) {
    return primary(userId, PHONE).map(identity -> identity.value);
  }

  boolean phoneIsShared(long userId) {
    return primaryPhone(userId).map(phone -> phones.takenByOther(phone, userId)).orElse(false);
  }

  /** Notes in the violations when the text is no address or is somebody else's. */
  void check(String email, long userId, String field, Violations violations) {
    if (!EMAIL.matcher(email).matches()) {
      violations.add(field, "InvalidFormat", "Email: " + email + " is not properly formatted");
    } else if (emails.takenByOther(email, userId)) {
      violations.duplicate(field, "Email: " + email + " is already being used by another user");
    }
  }

  boolean has(long userId, String type, String value) {
    return of(userId).stream()
        .anyMatch(each -> each.type.equals(type) && each.value.equalsIgnoreCase(value));
  }

  /** Adds an address; the first of its type is primary, later ones only when asked for. */
  Identity add(long userId, String type, String value, boolean verified, boolean primary) {
    Identity identity = new Identity(ids.next(), userId, type, value, now());
    identity.verified = verified;
    keep(identity);
    if (primary || primary(userId, type).isEmpty()) {
      makePrimary(identity);
    }
    return identity;
  }

  void addPhoneIfNew(long userId, String number) {
    if (!has(userId, PHONE, number)) {
      add(userId, PHONE, number, false, false);
    }
  }

  void mail(long userId, String address) {
    mails.add(new VerificationMail(userId, address, now()));
  }

  void makePrimary(Identity identity) {
    for (Identity other : of(identity.userId)) {
      if (other.type.equals(identity.type)) {
        other.primary = other == identity;
      }
    }
    identity.updatedAt = now();
  }

  /** Removes an address; when it was the primary one the oldest other of its type follows. */
  void remove(Identity identity) {
    List<Identity> all = byUser.get(identity.userId);
    all.remove(identity);
    (identity.isEmail() ? emails : phones).remove(identity.value, identity.userId);
    if (identity.primary) {
      all.stream()
          .filter(other -> other.type.equals(identity.type))
          .findFirst()
          .ifPresent(this::makePrimary);
    }
  }

  void removeAll(long userId) {
    List.copyOf(of(userId)).forEach(this::remove);
  }

  void replaceAll(List<Identity> identities, List<VerificationMail> sent) {
    byUser.clear();
    emails.clear();
    phones.clear();
    mails.clear();
    mails.addAll(sent);
    identities.forEach(this::keep);
  }

  private void keep(Identity identity) {
    byUser.computeIfAbsent(identity.userId, absent -> new ArrayList<>()).add(identity);
    if (identity.isEmail()) {
      emails.add(identity.value, identity.userId);
    } else if (identity.type.equals(PHONE)) {
      phones.add(identity.value, identity.userId);
    }
  }

  private Optional<Identity> primary(long userId, String type) {
    return of(userId).stream().filter(each -> each.primary && each.type.equals(type)).findFirst();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
