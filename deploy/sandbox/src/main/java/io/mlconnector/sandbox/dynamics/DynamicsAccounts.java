package io.mlconnector.sandbox.dynamics;

/** The seeded sign-in data of the simulated tenant; invented, and worthless anywhere else. */
public final class DynamicsAccounts {

  public static final String TENANT = "sandbox.onmicrosoft.example";
  public static final String CLIENT_ID = "5b0f3c9a-41d6-4d0e-9c55-7e21a3b8f604";
  public static final String CLIENT_SECRET = "sandbox-dynamics-client-secret";

  /** The company of the user to whom the client id is mapped. */
  public static final String DEFAULT_COMPANY = "usmf";

  private DynamicsAccounts() {}
}
