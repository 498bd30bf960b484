package io.mlconnector.sandbox;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Makes up customers, the oddities that {@link Company} promises included. */
final class CustomerGenerator {

  private static final List<String> STEMS =
      List.of(
          "Nordlicht Aurora Silberbach Kestrel Montclair Vega Halcyon Bluefin Corvus Larkspur"
              .split(" "));
  private static final List<String> MORE_STEMS =
      List.of(
          ("Tessera Quillon Ardent Belvoir Cobalt Drumlin Everglen Foxmoor Granite Heronsgate"
                  + " Ironwood Juniper Kaldera Lumen Meridian Novalis Orchard Pinnacle Quarry"
                  + " Redstone Sable Tundra Umbra Vireo Westmark Yarrow Zephyr Alder Brightwell")
              .split(" "));
  private static final List<String> TRADES =
      List.of(
          ("Logistics Tools Foods Textiles Optics Packaging Robotics Chemicals Ceramics Papers"
                  + " Bearings Instruments Lighting Marine Furniture Plastics Glass Seeds Pumps"
                  + " Coatings")
              .split(" "));
  private static final List<String> TERMS =
      List.of("Net 30", "Net 45", "Net 60", "Immediate", "2/10 Net 30");
  private static final List<String> CATEGORIES =
      List.of("STANDARD", "STANDARD", "STANDARD", "KEY_ACCOUNT", "RESELLER", "PUBLIC_SECTOR");
  private static final int INACTIVE_EVERY = 300;
  private static final int SAME_NAME_FIRST = 4;
  private static final int SAME_NAME_SECOND = 11;
  private static final int LONG_ID = 7;
  private static final int OWN_EMAIL_FROM = 13;

  private final Draw draw;

  CustomerGenerator(long seed) {
    this.draw = new Draw(seed);
  }

  List<Customer> generate(int count) {
    List<Customer> customers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String name = i == SAME_NAME_SECOND ? customers.get(SAME_NAME_FIRST).name() : null;
      customers.add(customer(i, name));
    }
    return customers;
  }

  private Customer customer(int i, String givenName) {
    Country country = draw.from(Country.ALL);
    String drawn = name(country);
    String name = givenName == null ? drawn : givenName;
    String domain = draw.once(Draw.slug(name), "-", ".example");
    boolean hasEmail = i <= OWN_EMAIL_FROM || !draw.chance(8);
    boolean hasLimit = !draw.chance(10);
    int limit = (1 + draw.below(400)) * 2500;
    return new Customer(
        i == LONG_ID ? "300000990123456789" : Long.toString(300_000_001_200_000L + i * 7L),
        i % 20 == 19 ? "CDRM_" + (10_000 + i) : Long.toString(300_100_010_000L + i),
        Long.toString(300_000_004_400_000L + i * 3L),
        Integer.toString(10_001 + i),
        name,
        hasEmail ? "office@" + domain : null,
        draw.digits(country.phonePrefix()),
        draw.chance(85) ? "https://www." + domain : null,
        address(country),
        i % INACTIVE_EVERY != 9,
        hasLimit ? new BigDecimal(limit).setScale(2) : null,
        country.currency(),
        draw.from(TERMS),
        draw.chance(80) ? country.code() + draw.digits("#########") : null,
        draw.from(CATEGORIES),
        draw.chance(30) ? "Customer since " + (1998 + draw.below(27)) : null);
  }

  private String name(Country country) {
    String start =
        switch (draw.below(4)) {
          case 0 -> draw.from(country.lastNames()) + " " + draw.from(TRADES);
          case 1 -> draw.from(country.lastNames()) + " & " + draw.from(country.lastNames());
          case 2 -> draw.from(STEMS) + " " + draw.from(TRADES);
          default -> draw.from(MORE_STEMS) + " " + draw.from(TRADES);
        };
    return draw.once(start, " ", " " + draw.from(country.legalForms()));
  }

  private Customer.Address address(Country country) {
    Country.Town town = draw.from(country.towns());
    String street = draw.from(country.streets());
    int number = 1 + draw.below(180);
    return new Customer.Address(
        country.numberFirst() ? number + " " + street : street + " " + number,
        draw.chance(15) ? "Building " + (char) ('A' + draw.below(6)) : null,
        town.name(),
        town.state(),
        draw.digits(town.postalPattern()),
        country.code());
  }
}
