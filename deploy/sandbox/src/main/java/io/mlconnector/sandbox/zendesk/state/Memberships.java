package io.mlconnector.sandbox.zendesk.state;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Who belongs to which organization; each user's memberships have exactly one default. */
public final class Memberships {

  private final Ids ids;
  private final InstantSource clock;
  private final TreeMap<Long, Membership> byId = new TreeMap<>();
  private final Map<Long, List<Membership>> byUser = new HashMap<>();
  private final Map<Long, Set<Membership>> byOrganization = new HashMap<>();

  Memberships(Ids ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  public Collection<Membership> all() {
    return byId.values();
  }

  public Optional<Membership> byId(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  public List<Membership> ofUser(long userId) {
    return byUser.getOrDefault(userId, List.of());
  }

  public Collection<Membership> ofOrganization(long organizationId) {
    return byOrganization.getOrDefault(organizationId, Set.of());
  }

  Optional<Long> defaultOf(long userId) {
    return ofUser(userId).stream()
        .filter(Membership::isDefault)
        .map(Membership::organizationId)
        .findFirst();
  }

  Membership add(long userId, long organizationId, boolean asDefault) {
    Membership membership = new Membership(ids.next(), userId, organizationId, now());
    keep(membership);
    if (asDefault || defaultOf(userId).isEmpty()) {
      makeDefault(membership);
    }
    return membership;
  }

  void replaceAll(List<Membership> memberships) {
    byId.clear();
    byUser.clear();
    byOrganization.clear();
    memberships.forEach(this::keep);
  }

  private void keep(Membership membership) {
    byId.put(membership.id, membership);
    byUser.computeIfAbsent(membership.userId, absent -> new ArrayList<>()).add(membership);
    byOrganization
        .computeIfAbsent(membership.organizationId, absent -> new LinkedHashSet<>())
        .add(membership);
  }

  void makeDefault(Membership membership) {
    ofUser(membership.userId).forEach(other -> other.isDefault = other == membership);
    membership.updatedAt = now();
  }

  /** Ends a membership; when it was the default one the oldest other follows. */
  void remove(Membership membership) {
    byId.remove(membership.id);
    List<Membership> left = byUser.get(membership.userId);
    left.remove(membership);
    byOrganization.get(membership.organizationId).remove(membership);
    if (membership.isDefault && !left.isEmpty()) {
      makeDefault(left.get(0));
    }
  }

  void removeAll(long userId) {
    List.copyOf(ofUser(userId)).forEach(this::remove);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
