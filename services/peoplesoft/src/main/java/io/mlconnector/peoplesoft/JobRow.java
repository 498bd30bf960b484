package io.mlconnector.peoplesoft;

import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.Untranslatable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row of JOB with the person's name and addresses beside it, by the columns of the customer's
 * query.
 */
record JobRow(JsonRow row, Map<String, String> columns) {

  /** The columns of the shipped queries, by what they are. */
  static final Map<String, String> COLUMNS = usual();

  private static Map<String, String> usual() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("emplid", "A.EMPLID");
    columns.put("record", "A.EMPL_RCD");
    columns.put("effective", "A.EFFDT");
    columns.put("sequence", "A.EFFSEQ");
    columns.put("status", "A.EMPL_STATUS");
    columns.put("hrStatus", "A.HR_STATUS");
    columns.put("workerType", "A.PER_ORG");
    columns.put("lastDay", "A.TERMINATION_DT");
    columns.put("hiredOn", "A.LAST_HIRE_DT");
    columns.put("departmentKey", "A.DEPTID");
    columns.put("department", "DEPT_DESCR");
    columns.put("jobTitle", "JOB_TITLE");
    columns.put("location", "A.LOCATION");
    columns.put("company", "A.COMPANY");
    columns.put("managerKey", "A.SUPERVISOR_ID");
    columns.put("name", "N.NAME_DISPLAY");
    columns.put("firstName", "N.FIRST_NAME");
    columns.put("preferredName", "N.PREF_FIRST_NAME");
    columns.put("lastName", "N.LAST_NAME");
    columns.put("email", "E.EMAIL_ADDR");
    columns.put("phone", "P.PHONE");
    columns.put("today", "TODAY");
    columns.put("now", "NOW");
    return Collections.unmodifiableMap(columns);
  }

  String column(String what) {
    return columns.get(what);
  }

  String text(String what) {
    return row.text(column(what));
  }

  String required(String what) {
    return row.required(column(what));
  }

  LocalDate date(String what) {
    return Values.date(row, column(what));
  }

  int record() {
    return number("record");
  }

  int sequence() {
    return number("sequence");
  }

  /** From which day on the row holds. */
  LocalDate effective() {
    required("effective");
    return date("effective");
  }

  LocalDate today() {
    required("today");
    return date("today");
  }

  LocalDateTime now() {
    required("now");
    return Values.dateTime(row, column("now"));
  }

  private int number(String what) {
    try {
      return row.decimal(column(what)) == null ? 0 : row.decimal(column(what)).intValueExact();
    } catch (ArithmeticException e) {
      throw new Untranslatable(column(what), "is no whole number");
    }
  }
}
