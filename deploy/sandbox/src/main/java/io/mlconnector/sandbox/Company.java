package io.mlconnector.sandbox;

import java.util.List;

/**
 * The believable company that seeds every simulated vendor: the same for the same seed and sizes.
 *
 * <p>Named oddities, each there once unless said otherwise: two customers of one name; a handful of
 * inactive customers; customers and contacts without e-mail; four pairs of contacts that share an
 * e-mail; a contact whose e-mail is {@link #AGENT_EMAIL}; a customer whose own e-mail is also that
 * of one of its contacts; a customer whose PartyId has 18 digits. Otherwise e-mails are unique.
 */
public record Company(List<Customer> customers, List<Contact> contacts) {

  /** The address of a helpdesk agent; one contact of an ERP customer has it too. */
  public static final String AGENT_EMAIL = "ines.moreau@helpdesk.example";

  public static final int FEWEST_CUSTOMERS = 20;
  public static final int FEWEST_CONTACTS = 40;

  public Company {
    customers = List.copyOf(customers);
    contacts = List.copyOf(contacts);
  }

  /** Makes up a company of at least 20 customers and 40 contacts. */
  public static Company generate(long seed, int customers, int contacts) {
    if (customers < FEWEST_CUSTOMERS || contacts < FEWEST_CONTACTS) {
      throw new IllegalArgumentException(
          "company: at least "
              + FEWEST_CUSTOMERS
              + " customers and "
              + FEWEST_CONTACTS
              + " contacts are needed for all its oddities, not "
              + customers
              + " and "
              + contacts);
    }
    List<Customer> all = new CustomerGenerator(seed).generate(customers);
    return new Company(all, new ContactGenerator(seed, all).generate(contacts));
  }
}
