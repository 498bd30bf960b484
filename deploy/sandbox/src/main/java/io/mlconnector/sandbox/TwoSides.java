package io.mlconnector.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The customers that an ERP and a CRM hold before they are first brought together: the same for the
 * same seed and sizes, so that each simulated side can make its own half.
 *
 * <p>E-mails and tax ids of one {@link Side#identity} agree on both sides once letter case and
 * blanks are left out of account, and never as they are written; those of two identities never
 * agree. Names prove nothing: some records of different identities have one name. Names have at
 * most 40 characters, tax ids 20, and states 3.
 *
 * @param erp its account numbers, from 100001 on, are the ERP's keys
 * @param crm without account numbers
 */
public record TwoSides(List<Side> erp, List<Side> crm) {

  /** What makes a record meet its counterpart. */
  public enum Meeting {
    /** One counterpart with its e-mail; a tax id is missing on at least one side. */
    EMAIL,
    /** One counterpart with its tax id; an e-mail is missing on at least one side. */
    TAX_ID,
    /** One counterpart with both. */
    BOTH,
    /** Two records of each side have its e-mail, tax id or both, and one name. */
    AMBIGUOUS,
    /** Nobody: every fortieth of them has neither e-mail nor tax id. */
    ALONE
  }

  /**
   * One record of one side.
   *
   * @param identity what the records that belong together share, such as {@code pair-17}
   */
  public record Side(String identity, Meeting meeting, Customer customer) {}

  private static final int KEYLESS_EVERY = 40;
  private static final int NAMESAKE_EVERY = 25;
  private static final int OF_A_GROUP = 2;
  private static final int LONGEST_STATE = 3;

  public TwoSides {
    erp = List.copyOf(erp);
    crm = List.copyOf(crm);
  }

  /**
   * Makes up both sides in the usual shape: of 100 records 59 have one counterpart, one has two (at
   * least four records in all), and the rest none.
   */
  public static TwoSides generate(long seed, int each) {
    int ambiguous = Math.max(2 * OF_A_GROUP, each / 100 / OF_A_GROUP * OF_A_GROUP);
    return generate(seed, each, each * 59 / 100, ambiguous);
  }

  /**
   * Makes up both sides.
   *
   * @param each records of a side
   * @param pairs how many of them have exactly one counterpart
   * @param ambiguous how many of them have two, an even number; the rest has none
   */
  public static TwoSides generate(long seed, int each, int pairs, int ambiguous) {
    int alone = each - pairs - ambiguous;
    if (pairs < 0 || ambiguous < 0 || ambiguous % OF_A_GROUP != 0 || alone < 0) {
      throw new IllegalArgumentException(
          "each, pairs, ambiguous: "
              + each
              + " records cannot be "
              + pairs
              + " pairs and "
              + ambiguous
              + " ambiguous ones (an even number)");
    }
    List<Customer> people =
        new CustomerGenerator(seed).generate(Math.max(1, pairs + 2 * ambiguous + 2 * alone));
    List<Side> erp = new ArrayList<>(each);
    List<Side> crm = new ArrayList<>(each);
    for (int i = 0; i < pairs; i++) {
      Meeting meeting = Meeting.values()[i % 3];
      Customer customer = known(people.get(i), i, null);
      erp.add(new Side("pair-" + i, meeting, erpHalf(customer, meeting, i)));
      crm.add(new Side("pair-" + i, meeting, crmHalf(customer, meeting, i)));
    }
    for (int i = 0; i < ambiguous; i++) {
      int group = i / OF_A_GROUP;
      Customer first = people.get(pairs + group);
      Customer one = known(first, pairs + group, first.name());
      Meeting shape = Meeting.values()[group % 3];
      Customer bare = without(one, shape == Meeting.TAX_ID, shape == Meeting.EMAIL);
      String identity = "ambiguous-" + group;
      erp.add(new Side(identity, Meeting.AMBIGUOUS, at(erpTexts(bare, i), people, pairs, i)));
      crm.add(
          new Side(
              identity, Meeting.AMBIGUOUS, at(crmTexts(bare, i), people, pairs + ambiguous, i)));
    }
    int from = pairs + 2 * ambiguous;
    for (int i = 0; i < alone; i++) {
      erp.add(alone("erp-", people, from + i, i, namesake(people, pairs, from + alone, i)));
      crm.add(alone("crm-", people, from + alone + i, i, namesake(people, pairs, -1, i)));
    }
    return new TwoSides(numbered(erp), crm);
  }

  /** The name of somebody else for some: of a pair's record, or of one that only the CRM has. */
  private static String namesake(List<Customer> people, int pairs, int crmOnly, int i) {
    if (i % NAMESAKE_EVERY != 3) {
      return null;
    }
    boolean ofAPair = pairs > 0 && (crmOnly < 0 || i % (2 * NAMESAKE_EVERY) == 3);
    if (ofAPair) {
      return people.get((i * 7) % pairs).name();
    }
    return crmOnly < 0 ? null : people.get(crmOnly + i - 1).name();
  }

  private static Side alone(String side, List<Customer> people, int at, int i, String name) {
    Customer customer = known(people.get(at), at, name);
    boolean keyless = i % KEYLESS_EVERY == 1;
    return new Side(side + i, Meeting.ALONE, without(customer, keyless, keyless));
  }

  private static Customer erpHalf(Customer customer, Meeting meeting, int i) {
    boolean here = i % 2 == 0;
    return without(
        erpTexts(customer, i), meeting == Meeting.TAX_ID && here, meeting == Meeting.EMAIL && here);
  }

  private static Customer crmHalf(Customer customer, Meeting meeting, int i) {
    boolean here = i % 2 == 1 || i % 5 == 0;
    return without(
        crmTexts(customer, i), meeting == Meeting.TAX_ID && here, meeting == Meeting.EMAIL && here);
  }

  /** As the ERP's people write e-mails and tax ids. */
  private static Customer erpTexts(Customer customer, int i) {
    return switch (i / 3 % 3) {
      case 0 -> written(customer, TwoSides::upper, text -> text);
      case 1 -> written(customer, text -> text, TwoSides::spaced);
      default -> written(customer, text -> " " + text, TwoSides::lower);
    };
  }

  /** As the CRM's people write them: never as the ERP's of the same number. */
  private static Customer crmTexts(Customer customer, int i) {
    return switch (i / 3 % 3) {
      case 0 -> written(customer, text -> text, text -> lower(spaced(text)));
      case 1 -> written(customer, text -> " " + capital(text) + " ", text -> text);
      default -> written(customer, TwoSides::upper, text -> " " + text + " ");
    };
  }

  private static Customer written(
      Customer customer, Function<String, String> email, Function<String, String> taxId) {
    return copy(
        customer,
        customer.accountNumber(),
        customer.name(),
        customer.email() == null ? null : email.apply(customer.email()),
        customer.address(),
        customer.taxpayerId() == null ? null : taxId.apply(customer.taxpayerId()));
  }

  private static Customer without(Customer customer, boolean email, boolean taxId) {
    return copy(
        customer,
        customer.accountNumber(),
        customer.name(),
        email ? null : customer.email(),
        customer.address(),
        taxId ? null : customer.taxpayerId());
  }

  /** The same at the address of another, as two offices of one company are. */
  private static Customer at(Customer customer, List<Customer> people, int from, int i) {
    return copy(
        customer,
        customer.accountNumber(),
        customer.name(),
        customer.email(),
        shortened(people.get(from + i).address()),
        customer.taxpayerId());
  }

  private static Customer known(Customer customer, int number, String otherName) {
    return copy(
        customer,
        null,
        otherName == null ? customer.name() : otherName,
        "post" + number + "@" + Draw.slug(customer.name()) + ".example",
        shortened(customer.address()),
        customer.address().country() + (100_000_000 + number * 7_919));
  }

  private static Customer.Address shortened(Customer.Address address) {
    boolean fits = address.state() == null || address.state().length() <= LONGEST_STATE;
    return new Customer.Address(
        address.line1(),
        address.line2(),
        address.city(),
        fits ? address.state() : null,
        address.postalCode(),
        address.country());
  }

  private static List<Side> numbered(List<Side> sides) {
    return IntStream.range(0, sides.size())
        .mapToObj(i -> numbered(sides.get(i), Integer.toString(100_001 + i)))
        .toList();
  }

  private static Side numbered(Side side, String number) {
    Customer one = side.customer();
    Customer copy = copy(one, number, one.name(), one.email(), one.address(), one.taxpayerId());
    return new Side(side.identity(), side.meeting(), copy);
  }

  private static Customer copy(
      Customer customer,
      String accountNumber,
      String name,
      String email,
      Customer.Address address,
      String taxpayerId) {
    return new Customer(
        customer.partyId(),
        customer.partyNumber(),
        customer.accountId(),
        accountNumber,
        name,
        email,
        customer.phone(),
        customer.website(),
        address,
        customer.active(),
        customer.creditLimit(),
        customer.currency(),
        customer.paymentTerms(),
        taxpayerId,
        customer.category(),
        customer.description());
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String capital(String text) {
    return upper(text.substring(0, 1)) + text.substring(1);
  }

  /** {@code DE 123 456 789}. */
  private static String spaced(String taxId) {
    return taxId.replaceAll("(\\d{3})", " $1").strip();
  }
}
