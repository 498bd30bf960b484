package io.mlconnector.sandbox.peoplesoft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Departments, job codes, locations and actions of the simulated company. */
final class CodeTables {

  static final Map<String, String> DEPARTMENTS =
      pairs(
          "10100=Executive Office|10200=Finance|10300=Accounts Payable|20100=Human Resources"
              + "|20200=Recruiting|30100=Information Technology|30200=Service Desk"
              + "|40100=Customer Support|40200=Field Service|50100=Sales|50200=Marketing"
              + "|60100=Logistics|60200=Manufacturing|70100=Legal & Compliance");
  static final Map<String, String> JOB_CODES =
      pairs(
          "100010=Director|100020=Manager|200010=Accountant|200020=Payables Clerk"
              + "|210010=HR Generalist|300010=Systems Analyst|300020=Developer"
              + "|310010=Support Agent|310020=Senior Support Agent|320010=Field Technician"
              + "|400010=Account Executive|400020=Marketing Specialist|500010=Planner"
              + "|500020=Machine Operator|600010=Counsel|900010=Consultant");
  static final List<String> LOCATIONS = List.of("CHICAGO", "AUSTIN", "LEEDS", "KOELN", "LYON");

  /** What an action makes of HR_STATUS and EMPL_STATUS; none for those that keep them. */
  static final Map<String, String> STATUSES =
      pairs("HIR=AA|REH=AA|ADD=AA|POI=AA|TER=IT|COM=IT|RET=IR|RWP=IQ|LOA=AL|PLA=AP|SUS=AS|RFL=AA");

  static final List<String> ACTIONS =
      List.of(
          "HIR", "REH", "ADD", "POI", "TER", "COM", "RET", "RWP", "LOA", "PLA", "SUS", "RFL", "XFR",
          "DTA", "PAY", "POS", "PRO");

  private CodeTables() {}

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split("\\|")) {
      pairs.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return pairs;
  }
}
