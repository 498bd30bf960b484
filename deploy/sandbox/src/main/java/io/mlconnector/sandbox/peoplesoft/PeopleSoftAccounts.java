package io.mlconnector.sandbox.peoplesoft;

/** The seeded sign-in data of the simulated PeopleSoft; invented, and worthless elsewhere. */
public final class PeopleSoftAccounts {

  /** The OPRID whose permission lists allow the shipped queries. */
  public static final String OPRID = "MLCONNECT";

  /** An OPRID that signs in and may run no query. */
  public static final String OPRID_WITHOUT_QUERIES = "MLCNOQRY";

  public static final String PASSWORD = "sandbox-peoplesoft-password";
  public static final String CLIENT_ID = "sandbox-peoplesoft-client";
  public static final String CLIENT_SECRET = "sandbox-peoplesoft-client-secret";
  public static final String SCOPE = "urn:peoplesoft:all";
  public static final String TOKEN_PATH = "/oauth2/v1/token";

  private PeopleSoftAccounts() {}
}
