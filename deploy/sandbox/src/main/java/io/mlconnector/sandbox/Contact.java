package io.mlconnector.sandbox;

/**
 * A person at a customer of the seeded company; invented, like everybody here.
 *
 * @param email null for some
 * @param mobile null for some
 * @param customer the PartyNumber of the customer
 */
public record Contact(
    String partyId,
    String partyNumber,
    String firstName,
    String lastName,
    String email,
    String phone,
    String mobile,
    String jobTitle,
    boolean doNotEmail,
    String customer) {}
