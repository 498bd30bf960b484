package io.mlconnector.sandbox.zendesk;

/** The invented accounts and secrets with which the simulated account can be called. */
public final class ZendeskAccess {

  /** An admin who owns the account. */
  public static final String OWNER_EMAIL = "odile.brandt@helpdesk.example";

  /** An admin made for integrations. */
  public static final String SERVICE_EMAIL = "integration@helpdesk.example";

  /** An agent without admin rights. */
  public static final String PLAIN_AGENT_EMAIL = "tomas.lindgren@helpdesk.example";

  /** An API token; with it any agent or admin can be named: {@code email/token}. */
  public static final String API_TOKEN = "sandbox-api-token";

  /** An OAuth token of the service account that never expires and cannot be refreshed. */
  public static final String LONG_LIVED_TOKEN = "sandbox-long-lived-token";

  /** A confidential OAuth client; its client_credentials tokens act as the service account. */
  public static final String CLIENT_ID = "mlconnector";

  public static final String CLIENT_SECRET = "sandbox-client-secret";

  /** A public OAuth client, which has to use PKCE. */
  public static final String PUBLIC_CLIENT_ID = "mlconnector-public";

  /** Where both clients may be sent back to. */
  public static final String REDIRECT_URI = "http://localhost:8085/oauth/callback";

  private ZendeskAccess() {}
}
