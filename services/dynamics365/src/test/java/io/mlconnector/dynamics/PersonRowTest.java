package io.mlconnector.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import io.mlconnector.canonical.Customer;
import io.mlconnector.canonical.Vendor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PersonRowTest {

  private static final List<Account> ORDERED =
      List.of(
          new Account(Customer.ENTITY, AccountKey.parse("usrt:C-2")),
          new Account(Customer.ENTITY, AccountKey.parse("usrt:C-9")),
          new Account(Vendor.ENTITY, AccountKey.parse("usrt:A-1")),
          new Account(Customer.ENTITY, AccountKey.parse("demf:C-1")),
          new Account(Vendor.ENTITY, AccountKey.parse("demf:V-1")));

  @Test
  void theDefaultAccountIsInTheOwnCompanyACustomerFirstWhateverTheOrderTheyComeIn() {
    for (int seed = 0; seed < 20; seed++) {
      List<Account> come = new ArrayList<>(ORDERED);
      come.add(ORDERED.get(2));
      Collections.shuffle(come, new Random(seed));

      PersonRow person = PersonRow.of(AccountKey.parse("usrt:P-1"), NullNode.instance, come);

      assertThat(person.accounts()).as("seed " + seed).isEqualTo(ORDERED);
    }
  }
}
