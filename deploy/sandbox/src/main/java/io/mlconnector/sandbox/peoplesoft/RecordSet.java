package io.mlconnector.sandbox.peoplesoft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a query of the catalogue reads: the meaning of its prompts, in order, and the fields that
 * its columns can show.
 */
enum RecordSet {
  TODAY(Map.of(), Fields.TODAY),
  EMPLOYEES(Roles.employees(), Fields.EMPLOYEES),
  EMPLOYEE_KEYS(Roles.keys("AS_OF", PromptKind.DATE, "EMPLID"), Fields.EMPLOYEES),
  VENDORS(Roles.vendors(), Fields.VENDORS),
  VENDOR_KEYS(Roles.keys("SETID", PromptKind.KEY, "VENDOR_ID"), Fields.VENDORS);

  static final int KEYS = 10;

  final Map<String, PromptKind> prompts;
  final List<String> fields;

  RecordSet(Map<String, PromptKind> prompts, String fields) {
    this.prompts = prompts;
    this.fields = List.of(fields.split(" "));
  }

  /** Fields by set; NAME_STAMP and the like have no column of that name in a real database. */
  private static final class Fields {
    static final String TODAY = "TODAY NOW DBNAME TOOLSREL OPRID";
    static final String EMPLOYEES =
        "EMPLID EMPL_RCD EFFDT EFFSEQ ACTION ACTION_REASON HR_STATUS EMPL_STATUS PER_ORG DEPTID"
            + " DEPT_DESCR JOBCODE JOB_TITLE POSITION_NBR LOCATION SUPERVISOR_ID COMPANY"
            + " BUSINESS_UNIT LAST_HIRE_DT TERMINATION_DT LASTUPDDTTM FIRST_NAME LAST_NAME"
            + " NAME_DISPLAY PREF_FIRST_NAME NAME_STAMP EMAIL_ADDR PHONE TODAY NOW";
    static final String VENDORS =
        "SETID VENDOR_ID VENDOR_NAME_SHORT NAME1 NAME2 VENDOR_STATUS VENDOR_CLASS"
            + " VENDOR_PERSISTENCE ADDRESS1 ADDRESS2 CITY STATE POSTAL COUNTRY EMAILID PHONE"
            + " CURRENCY_CD PYMNT_TERMS_CD HOLD_CODE LAST_MODIFIED_DATE SPEND_12M TODAY NOW";
  }

  private static final class Roles {

    static Map<String, PromptKind> employees() {
      Map<String, PromptKind> roles = new LinkedHashMap<>();
      roles.put("SINCE", PromptKind.DATE_TIME);
      roles.put("EFF_FROM", PromptKind.DATE);
      roles.put("AS_OF", PromptKind.DATE);
      roles.put("LAST_EMPLID", PromptKind.KEY);
      return roles;
    }

    static Map<String, PromptKind> vendors() {
      Map<String, PromptKind> roles = new LinkedHashMap<>();
      roles.put("LAST_SETID", PromptKind.KEY);
      roles.put("LAST_VENDOR_ID", PromptKind.KEY);
      return roles;
    }

    static Map<String, PromptKind> keys(String first, PromptKind kind, String key) {
      Map<String, PromptKind> roles = new LinkedHashMap<>();
      roles.put(first, kind);
      for (int i = 1; i <= KEYS; i++) {
        roles.put(key + i, PromptKind.KEY);
      }
      return roles;
    }
  }
}
