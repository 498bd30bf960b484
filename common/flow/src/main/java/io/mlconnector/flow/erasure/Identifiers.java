package io.mlconnector.flow.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.Contact;
import io.mlconnector.canonical.Customer;
import io.mlconnector.canonical.Employee;
import io.mlconnector.canonical.RecordKey;
import io.mlconnector.canonical.Ticket;
import io.mlconnector.canonical.Vendor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * By what a record is known to be a person's: its own key, and, of records that are about one
 * person, that person's e-mail address, and the person whom a ticket names as its requester.
 * Addresses of companies say nothing: a company does not go with one of its people.
 */
public final class Identifiers {

  /** Entities of which a record is one person's. */
  public static final Set<String> PERSONS = Set.of(Contact.ENTITY, Employee.ENTITY, Ticket.ENTITY);

  /**
   * Entities of which a record may be a person: companies are people's, too, where they trade
   * alone.
   */
  public static final Set<String> ERASABLE =
      Set.of(Contact.ENTITY, Employee.ENTITY, Ticket.ENTITY, Customer.ENTITY, Vendor.ENTITY);

  private static final int LONGEST_MAIL = 320;

  private Identifiers() {}

  /** The identifiers of a record: its key first. */
  public static List<String> of(RecordKey record, JsonNode data) {
    List<String> all = new ArrayList<>();
    all.add(ofKey(record));
    if (data == null || !PERSONS.contains(record.entity())) {
      return all;
    }
    boolean ticket = record.entity().equals(Ticket.ENTITY);
    String mail = data.path(ticket ? "requesterEmail" : "email").asText("");
    if (!mail.isBlank()) {
      all.add(ofMail(mail));
    }
    String requester = ticket ? data.path("requesterKey").asText("") : "";
    if (!requester.isBlank()) {
      all.add(ofKey(new RecordKey(record.connection(), Contact.ENTITY, requester)));
    }
    return all;
  }

  public static String ofKey(RecordKey record) {
    return "record " + record;
  }

  public static String ofMail(String mail) {
    return "mail " + mail(mail);
  }

  /** The vendor's own record that a record was made from, as a stream of a connection names it. */
  public static String ofSource(String connection, String stream, String sourceKey) {
    return "source " + connection + "|" + stream + "|" + sourceKey;
  }

  /** An address as it is compared: without blanks around it, in lower case. */
  public static String mail(String mail) {
    return mail.strip().toLowerCase(Locale.ROOT);
  }

  /** Whether a text may be an e-mail address; a record's key has bars instead. */
  public static boolean isMail(String text) {
    String mail = mail(text);
    int at = mail.indexOf('@');
    return at > 0
        && at < mail.length() - 1
        && mail.indexOf('|') < 0
        && mail.length() <= LONGEST_MAIL
        && mail.chars().noneMatch(Character::isWhitespace);
  }
}
