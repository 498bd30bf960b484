package io.mlconnector.mapping.erasure;

import io.mlconnector.canonical.RecordKey;
import io.mlconnector.flow.erasure.Erasure;
import io.mlconnector.flow.erasure.Identifiers;
import io.mlconnector.flow.problem.Problem;
import io.mlconnector.flow.sql.Transactions;
import io.mlconnector.mapping.erasure.PersonTable.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks for everything that is one person's, from an e-mail address or one record. */
@ApplicationScoped
public class Persons {

  private static final int MENTIONS = 50;
  private static final int ROUNDS = 5;

  private final Transactions transactions;

  public Persons(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * A person as far as the mapping knows.
   *
   * @param records keys of the records that are the person's
   * @param targets records in other systems that were made from them; they stay there
   * @param mentions keys of records of others in which the address stands, 50 at most; they stay
   */
  public record Person(List<String> records, List<Target> targets, List<String> mentions) {}

  /**
   * Looks for a person: by an address, all records of people that have it; from there, or from the
   * record that is named, the tickets that the person asked, and the same person in other systems
   * as links and two-way routes know it.
   *
   * @throws Problem 400 where it names nothing that can be looked for, 409 where there are too many
   */
  public Person find(Erasure whom) {
    Erasure checked = whom.checked();
    return transactions.inTransaction(sql -> find(sql, checked));
  }

  static Person find(Connection sql, Erasure whom) throws SQLException {
    Set<String> records = new TreeSet<>(whom.records());
    records.addAll(PersonTable.byMail(sql, whom.mails(), Erasure.MOST + 1));
    Set<String> fresh = new TreeSet<>(records);
    for (int round = 0; round < ROUNDS && !fresh.isEmpty(); round++) {
      Set<String> more = new TreeSet<>(PersonTable.tickets(sql, keys(fresh), Erasure.MOST + 1));
      more.addAll(PersonTable.elsewhere(sql, PersonTable.refs(sql, fresh)));
      more.removeAll(records);
      more.removeIf(record -> !Identifiers.ERASABLE.contains(RecordKey.parse(record).entity()));
      records.addAll(more);
      fresh = more;
    }
    if (records.size() > Erasure.MOST) {
      throw Problem.conflict(
          "More than %d records are found: this is no single person".formatted(Erasure.MOST));
    }
    List<String> refs = PersonTable.refs(sql, records);
    Set<String> mentions = new TreeSet<>();
    for (String mail : whom.mails()) {
      mentions.addAll(PersonTable.mentions(sql, mail, records, MENTIONS));
    }
    return new Person(
        List.copyOf(records), PersonTable.targets(sql, refs), new ArrayList<>(mentions));
  }

  private static List<RecordKey> keys(Set<String> records) {
    return records.stream()
        .map(RecordKey::parse)
        .filter(key -> Identifiers.PERSONS.contains(key.entity()))
        .toList();
  }
}
