package io.mlconnector.sandbox.jde;

import java.util.List;
import java.util.Random;

/** Values that somebody might type into an input. */
final class RandomValues {

  private RandomValues() {}

  /** Throws {@link IllegalArgumentException} for an input that it has no idea of. */
  static String of(String input, Random random) {
    return switch (input) {
      case "CreditLimit" -> Integer.toString((1 + random.nextInt(4_000)) * 250);
      case "PaymentTerms" -> from(Codes.TERMS, random);
      case "CategoryCode01" -> from(Codes.CATEGORIES, random);
      case "HoldOrders" -> from(Codes.HOLD_CODES, random);
      case "CreditMessage" -> from(Codes.CREDIT_MESSAGES, random);
      case "PhoneNumber" -> "555 " + (1_000_000 + random.nextInt(9_000_000));
      case "Email" -> "desk" + random.nextInt(1_000_000_000) + "@changed.example";
      case "AlphaName" -> "Renamed " + (1_000_000 + random.nextInt(9_000_000));
      case "AddressLine1" -> "Kestrel Road " + (1 + random.nextInt(9_999));
      case "IndustryClass" -> Integer.toString(1_000 + random.nextInt(9_000));
      default -> throw new IllegalArgumentException(input + ": nothing is drawn for it");
    };
  }

  private static String from(String list, Random random) {
    List<String> codes = List.copyOf(Codes.of(list));
    return codes.get(random.nextInt(codes.size()));
  }
}
