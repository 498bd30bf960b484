package io.mlconnector.sandbox.zendesk.state;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * One helpdesk account with everything in it. Use it only inside {@link #exclusively}, which first
 * lets happen what time has made due: jobs progress and writes become visible to search.
 */
public final class Account {

  private final InstantSource clock;
  private final AtomicReference<Settings> settings = new AtomicReference<>(Settings.defaults());
  private final Ids ids;
  private final Directory directory;
  private final CustomFields organizationFields;
  private final CustomFields userFields;
  private final Organizations organizations;
  private final Identities identities;
  private final Memberships memberships;
  private final Users users;
  private final Tickets tickets;
  private final GroupMemberships groupMemberships;
  private final Webhooks webhooks;
  private final Triggers triggers;
  private final Jobs jobs;
  private final SearchIndex index;
  private final Tokens tokens;
  private final Views views;
  private long changes;

  public Account(InstantSource clock, long seed) {
    this.clock = clock;
    this.ids = new Ids(seed);
    this.directory = new Directory(ids);
    this.organizationFields = new CustomFields("organization", ids, clock, this::exists);
    this.userFields = new CustomFields("user", ids, clock, this::exists);
    this.organizations = new Organizations(ids, clock, organizationFields, directory::hasGroup);
    this.identities = new Identities(ids, clock);
    this.memberships = new Memberships(ids, clock);
    this.users =
        new Users(ids, clock, userFields, identities, memberships, organizations, directory);
    this.tickets = new Tickets(ids, clock, users, memberships, organizations);
    this.groupMemberships = new GroupMemberships(ids, clock, users, directory);
    this.webhooks = new Webhooks(clock, ids.random());
    this.triggers = new Triggers(ids, clock, webhooks);
    this.jobs = new Jobs(clock, new JobWork(this), ids.random(), this::settings);
    this.index = new SearchIndex(clock, this::settings);
    this.tokens = new Tokens(clock);
    this.views = new Views(this, this::settings);
    listen();
  }

  private void listen() {
    organizations.onChange(this::indexed);
    organizations.onDelete(
        organization -> {
          index.remove(organization.id());
          tickets.organizationDeleted(organization.id());
          Set.copyOf(memberships.ofOrganization(organization.id()))
              .forEach(membership -> membershipWrites().delete(membership.id()));
        });
    users.onChange(
        user -> {
          if (user.active()) {
            indexed(user);
          } else {
            index.remove(user.id());
          }
        });
    users.onDowngrade(new Downgrade(tickets, groupMemberships)::of);
    tickets.onChange(
        ticket -> {
          if (ticket.deleted()) {
            index.remove(ticket.id());
          } else {
            indexed(ticket);
          }
        });
    organizationFields.onOptionsChanged(field -> organizations.all().forEach(field::forget));
    userFields.onOptionsChanged(field -> users.all().forEach(field::forget));
  }

  void indexed(Organization organization) {
    index.put(SearchDocument.of(organization));
  }

  void indexed(Ticket ticket) {
    index.put(SearchDocument.of(ticket));
  }

  void indexed(User user) {
    index.put(SearchDocument.of(user, identities, memberships));
  }

  /** Grows with every call of {@link #changing} and every item that a job works off. */
  public synchronized long changes() {
    return changes;
  }

  /** Like {@link #exclusively}, for what may change something that has to be kept. */
  public synchronized <T> T changing(Supplier<T> action) {
    changes++;
    return exclusively(action);
  }

  /** Runs something alone, after everything that is due by now has happened. */
  public synchronized <T> T exclusively(Supplier<T> action) {
    Instant now = clock.instant();
    if (jobs.settle(now)) {
      changes++;
    }
    index.settle(now);
    return action.get();
  }

  public Instant now() {
    return clock.instant();
  }

  public Settings settings() {
    return settings.get();
  }

  public void settings(Settings changed) {
    settings.set(changed);
  }

  Ids ids() {
    return ids;
  }

  public Directory directory() {
    return directory;
  }

  public CustomFields organizationFields() {
    return organizationFields;
  }

  public CustomFields userFields() {
    return userFields;
  }

  public Organizations organizations() {
    return organizations;
  }

  public Users users() {
    return users;
  }

  public Identities identities() {
    return identities;
  }

  public Memberships memberships() {
    return memberships;
  }

  public GroupMemberships groupMemberships() {
    return groupMemberships;
  }

  public IdentityWrites identityWrites() {
    return new IdentityWrites(users, identities);
  }

  public MembershipWrites membershipWrites() {
    return new MembershipWrites(users, organizations, memberships, this::settings);
  }

  public Merges merges() {
    return new Merges(this);
  }

  public Tickets tickets() {
    return tickets;
  }

  public TicketViews ticketViews() {
    return new TicketViews(views);
  }

  public Webhooks webhooks() {
    return webhooks;
  }

  public Triggers triggers() {
    return triggers;
  }

  public Jobs jobs() {
    return jobs;
  }

  public SearchIndex index() {
    return index;
  }

  public Tokens tokens() {
    return tokens;
  }

  public Views views() {
    return views;
  }

  private boolean exists(String kind, String id) {
    if (!id.matches("\\d{1,18}")) {
      return false;
    }
    long number = Long.parseLong(id);
    return switch (kind) {
      case "zen:user" -> users.byId(number).filter(User::active).isPresent();
      case "zen:organization" -> organizations.byId(number).isPresent();
      default -> false;
    };
  }
}
