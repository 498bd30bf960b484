package io.mlconnector.sandbox.zoho;

/** The seeded sign-in data of the simulated organization; invented, and worthless elsewhere. */
public final class ZohoAccounts {

  public static final String CLIENT_ID = "1000.SANDBOX0MLCONNECTOR0CLIENT";
  public static final String CLIENT_SECRET = "sandbox-zoho-client-secret";

  /** A refresh token for {@link #SCOPE} that a person pasted; alive until it is revoked. */
  public static final String REFRESH_TOKEN = "1000.sandbox-zoho-refresh.token";

  /** Whose consent it is; the address and the password sign in on the consent page. */
  public static final String USER = "mara.lindqvist@crm.example";

  public static final String PASSWORD = "sandbox-zoho-password";

  /** Everything that a connection needs, as the vendor writes scopes: with commas. */
  public static final String SCOPE =
      "ZohoCRM.modules.accounts.READ,ZohoCRM.modules.accounts.CREATE,"
          + "ZohoCRM.modules.accounts.UPDATE,ZohoCRM.modules.contacts.READ,"
          + "ZohoCRM.modules.contacts.CREATE,ZohoCRM.modules.contacts.UPDATE,"
          + "ZohoCRM.modules.vendors.READ,ZohoCRM.modules.vendors.CREATE,"
          + "ZohoCRM.modules.vendors.UPDATE,ZohoCRM.settings.fields.READ,"
          + "ZohoCRM.settings.modules.READ,ZohoCRM.notifications.ALL,ZohoCRM.coql.READ";

  private ZohoAccounts() {}
}
