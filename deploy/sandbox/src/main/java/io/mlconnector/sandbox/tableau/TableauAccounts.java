package io.mlconnector.sandbox.tableau;

/** The seeded sign-in data of the simulated Tableau; invented, and worthless elsewhere. */
public final class TableauAccounts {

  /** What a sign-in names the site by. */
  public static final String SITE = "finance";

  /** The personal access token of a site administrator. */
  public static final String PAT_NAME = "mlconnector";

  public static final String PAT_SECRET = "sandbox-tableau-pat-secret==:administrator";

  /** The token of somebody who publishes but administers nothing: no webhooks. */
  public static final String CREATOR_PAT_NAME = "mlconnector-creator";

  public static final String CREATOR_PAT_SECRET = "sandbox-tableau-pat-secret==:creator";

  /** The token of somebody who may look, and no more. */
  public static final String VIEWER_PAT_NAME = "mlconnector-viewer";

  public static final String VIEWER_PAT_SECRET = "sandbox-tableau-pat-secret==:viewer";

  /** The connected app (direct trust): issuer, key id and key of its tokens. */
  public static final String APP_CLIENT_ID = "5b0a6a0e-0c37-4b1e-9f5d-7a7c5f0f1c11";

  public static final String APP_SECRET_ID = "c1f4f5b2-2f0c-4a7e-8c55-1de4c1a54e02";
  public static final String APP_SECRET = "sandbox-tableau-connected-app-secret";

  /** Names of the site's users, as in the {@code sub} of a connected app's token. */
  public static final String ADMINISTRATOR = "administrator@sandbox.example";

  public static final String CREATOR = "creator@sandbox.example";
  public static final String VIEWER = "viewer@sandbox.example";

  private TableauAccounts() {}
}
