package io.mlconnector.local;

import io.mlconnector.sandbox.Company;
import java.util.HashSet;
import java.util.Set;

/** What the local run's routes make of a company. */
final class Expected {

  private Expected() {}

  /**
   * One user per address of a contact or customer, the helpdesk agent's left out, and one per
   * contact without an address.
   */
  static int users(Company company) {
    Set<String> addresses = new HashSet<>();
    company.customers().forEach(customer -> addresses.add(customer.email()));
    company.contacts().forEach(contact -> addresses.add(contact.email()));
    addresses.remove(null);
    addresses.remove(Company.AGENT_EMAIL);
    long without = company.contacts().stream().filter(contact -> contact.email() == null).count();
    return addresses.size() + (int) without;
  }
}
