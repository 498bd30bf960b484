package io.mlconnector.sandbox.peoplesoft;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The queries that the administrator made; they can be replaced one by one. */
final class QueryCatalog {

  private static final String EMPLOYEES =
      "A.EMPLID A.EMPL_RCD A.EFFDT A.EFFSEQ A.ACTION A.ACTION_REASON A.HR_STATUS A.EMPL_STATUS"
          + " A.PER_ORG A.DEPTID DEPT_DESCR A.JOBCODE JOB_TITLE A.POSITION_NBR A.LOCATION"
          + " A.SUPERVISOR_ID A.COMPANY A.BUSINESS_UNIT A.LAST_HIRE_DT A.TERMINATION_DT"
          + " A.LASTUPDDTTM N.FIRST_NAME N.LAST_NAME N.NAME_DISPLAY N.PREF_FIRST_NAME"
          + " E.EMAIL_ADDR P.PHONE TODAY NOW";
  private static final String VENDORS =
      "A.SETID A.VENDOR_ID A.VENDOR_NAME_SHORT A.NAME1 A.NAME2 A.VENDOR_STATUS A.VENDOR_CLASS"
          + " A.VENDOR_PERSISTENCE B.ADDRESS1 B.ADDRESS2 B.CITY B.STATE B.POSTAL B.COUNTRY"
          + " B.EMAILID P.PHONE A.CURRENCY_CD A.PYMNT_TERMS_CD A.HOLD_CODE A.LAST_MODIFIED_DATE"
          + " SPEND_12M TODAY";

  private final Map<String, QueryDefinition> queries = new LinkedHashMap<>();

  QueryCatalog() {
    for (QueryDefinition shipped :
        List.of(
            shipped("MLC_TODAY", RecordSet.TODAY, "TODAY NOW DBNAME TOOLSREL OPRID"),
            shipped("MLC_EMPLOYEES", RecordSet.EMPLOYEES, EMPLOYEES),
            shipped("MLC_EMPLOYEE_KEYS", RecordSet.EMPLOYEE_KEYS, EMPLOYEES),
            shipped("MLC_VENDORS", RecordSet.VENDORS, VENDORS),
            shipped("MLC_VENDOR_KEYS", RecordSet.VENDOR_KEYS, VENDORS))) {
      queries.put(shipped.name(), shipped);
    }
  }

  synchronized Optional<QueryDefinition> find(String owner, String name) {
    return Optional.ofNullable(queries.get(name)).filter(query -> query.owner().equals(owner));
  }

  synchronized void put(QueryDefinition query) {
    queries.put(query.name(), query);
  }

  synchronized boolean remove(String name) {
    return queries.remove(name) != null;
  }

  synchronized List<QueryDefinition> all() {
    return List.copyOf(queries.values());
  }

  synchronized void restore(Collection<QueryDefinition> saved) {
    queries.clear();
    saved.forEach(query -> queries.put(query.name(), query));
  }

  private static QueryDefinition shipped(String name, RecordSet set, String uniqueNames) {
    Map<String, String> prompts = new LinkedHashMap<>();
    set.prompts.keySet().forEach(role -> prompts.put(role, role));
    Map<String, String> columns = new LinkedHashMap<>();
    for (String unique : uniqueNames.split(" ")) {
      columns.put(unique, unique.substring(unique.indexOf('.') + 1));
    }
    return new QueryDefinition(name, "PUBLIC", set.name(), prompts, columns);
  }
}
