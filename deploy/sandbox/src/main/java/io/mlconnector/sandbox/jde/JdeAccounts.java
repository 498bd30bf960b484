package io.mlconnector.sandbox.jde;

/** The seeded sign-in data of the simulated EnterpriseOne; invented, and worthless elsewhere. */
public final class JdeAccounts {

  public static final String USER = "MLCONNECT";
  public static final String PASSWORD = "sandbox-jde-password";
  public static final String ENVIRONMENT = "JPS920";
  public static final String ROLE = "*ALL";
  public static final String JAS_SERVER = "http://jde-html.corp.example:8080";

  /** A bearer token of a provider that the server trusts; stands for {@link #USER}. */
  public static final String JWT =
      "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJNTENPTk5FQ1QifQ.c2FuZGJveC1qZGUtc2lnbmF0dXJl";

  /** The company whose customer and supplier rows orchestrations write unless told otherwise. */
  public static final String COMPANY = "00000";

  /** A second company, in which some of the seeded customers have another credit limit. */
  public static final String OTHER_COMPANY = "00050";

  private JdeAccounts() {}
}
