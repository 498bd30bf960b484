package io.mlconnector.sandbox.dynamics;

import java.util.Locale;

/** Which rows a call sees: those of the user's default company, or with the flag all he may see. */
final class Companies {

  private Companies() {}

  static boolean sees(Entry entry, boolean crossCompany, DynamicsSettings settings) {
    return entry.company() == null || sees(entry.company(), crossCompany, settings);
  }

  static boolean sees(String company, boolean crossCompany, DynamicsSettings settings) {
    String lower = company.toLowerCase(Locale.ROOT);
    if (!crossCompany) {
      return lower.equals(settings.defaultCompany());
    }
    return settings.visibleCompanies().isEmpty() || settings.visibleCompanies().contains(lower);
  }
}
