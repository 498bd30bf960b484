package io.mlconnector.sandbox.fusion;

/** The seeded sign-in data of the simulated pod; invented, and worthless anywhere else. */
public final class FusionAccounts {

  public static final String CLIENT_ID = "mlconnector-client";
  public static final String CLIENT_SECRET = "sandbox-fusion-client-secret";
  public static final String USER = "integration.user";
  public static final String PASSWORD = "sandbox-fusion-password";

  private FusionAccounts() {}
}
