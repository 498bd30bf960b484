package io.mlconnector.sandbox.zendesk.state;

/**
 * What happens when an agent becomes an end user: the working tickets go to the admin who did it,
 * or, where that admin is not in a ticket's group, to that group's oldest active agent; closed ones
 * stay. Groups and custom role are lost. Vendor sheet A3.
 */
final class Downgrade {

  private final Tickets tickets;
  private final GroupMemberships groups;

  Downgrade(Tickets tickets, GroupMemberships groups) {
    this.tickets = tickets;
    this.groups = groups;
  }

  void of(User leaver, User admin) {
    for (Ticket ticket : tickets.all()) {
      boolean theirs = ticket.number("assignee_id").filter(id -> id == leaver.id()).isPresent();
      if (theirs && ticket.working()) {
        tickets.assign(ticket, heir(ticket, admin));
      }
    }
    groups.removeAll(leaver.id());
    leaver.values.remove("custom_role_id");
  }

  private Long heir(Ticket ticket, User admin) {
    Long group = ticket.number("group_id").orElse(null);
    if (group == null || groups.has(admin.id(), group)) {
      return admin.id();
    }
    return groups.agentsOf(group).stream().findFirst().map(User::id).orElse(null);
  }
}
