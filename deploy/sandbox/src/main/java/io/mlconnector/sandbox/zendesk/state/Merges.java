package io.mlconnector.sandbox.zendesk.state;

import java.util.List;

/** Merges two records into one, as a person does in the vendor's pages. */
public final class Merges {

  private final Account account;

  Merges(Account account) {
    this.account = account;
  }

  /** End users only: the loser's id stops resolving, its addresses become the winner's. */
  public void users(long loserId, long winnerId) {
    User loser = account.users().active(loserId);
    User winner = account.users().active(winnerId);
    if (loser.isStaff() || winner.isStaff() || loser == winner) {
      throw new IllegalArgumentException("into: only two different end users can be merged");
    }
    List<String> emails = account.identities().allEmails(loserId);
    account.users().merged(loserId);
    emails.forEach(email -> account.identities().add(winnerId, "email", email, true, false));
    account.tickets().merged("requester_id", loserId, winnerId);
    winner.touch(account.now());
    account.users().changed(winner);
  }

  /** The loser goes with all its values; its people move to the winner. */
  public void organizations(long loserId, long winnerId) {
    if (loserId == winnerId || account.organizations().byId(winnerId).isEmpty()) {
      throw new IllegalArgumentException("into: another organization that exists is expected");
    }
    List<Long> people =
        account.memberships().ofOrganization(loserId).stream().map(Membership::userId).toList();
    account.tickets().merged("organization_id", loserId, winnerId);
    account.organizations().delete(loserId);
    for (long person : people) {
      boolean there =
          account.memberships().ofUser(person).stream()
              .anyMatch(membership -> membership.organizationId() == winnerId);
      if (!there) {
        account.memberships().add(person, winnerId, false);
        account.users().changed(account.users().active(person));
      }
    }
  }
}
