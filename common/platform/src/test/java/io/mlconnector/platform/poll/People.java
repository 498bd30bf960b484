package io.mlconnector.platform.poll;

import io.mlconnector.canonical.CanonicalRecord;
import io.mlconnector.canonical.Contact;
import io.mlconnector.canonical.Customer;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Untranslatable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A source of people, whose rows' names are their addresses; some stand for a company, too. */
final class People extends FakeSource {

  People() {
    name = "people";
  }

  @Override
  public List<String> entities() {
    return List.of("contact", "customer");
  }

  @Override
  public List<CanonicalRecord> translate(Connection connection, Row row, Instant asOf) {
    if (row.name().equals("poison")) {
      throw new Untranslatable("email", "is poison");
    }
    List<CanonicalRecord> made = new ArrayList<>();
    made.add(Contact.builder(row.key()).name("N").email(row.name()).build());
    if (row.key().startsWith("firm")) {
      made.add(Customer.builder(row.key()).name(row.name()).status("active").build());
    }
    return made;
  }
}
