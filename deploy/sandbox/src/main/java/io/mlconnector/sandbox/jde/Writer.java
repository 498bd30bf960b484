package io.mlconnector.sandbox.jde;

/**
 * Who changes rows, as their audit columns say.
 *
 * @param stamped false for what SQL and Z-files do: the audit columns stay as they were
 */
record Writer(String user, String program, String workstation, boolean stamped) {

  static final Writer SEED = new Writer("CONV", "R01010Z", "BATCH", true);
  static final Writer PERSON = new Writer("DSMITH", "EP01012", "HTML01", true);
  static final Writer SQL = new Writer("", "", "", false);

  static Writer orchestration(String user) {
    return new Writer(user, "ORCH", "AIS", true);
  }
}
