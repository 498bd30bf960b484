package io.mlconnector.tableau;

import io.mlconnector.spi.Auth;
import io.mlconnector.spi.ConnectionSpec;
import io.mlconnector.spi.ConnectionSpec.AuthMode;
import io.mlconnector.spi.Lapse;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Setting.Type;
import java.time.Duration;
import java.util.List;

/** What a connection to a site needs. */
final class TableauSpec {

  static final String SITE = "site";
  static final String API_VERSION = "apiVersion";
  static final String IDLE_LIMIT = "idleLimit";
  static final String POD_HOSTS = "podHosts";
  static final String CHUNK = "chunkMegabytes";
  static final String DEFAULT_PROJECT = "defaultProject";

  /** A token that nobody signs in with for so long dies (vendor sheet, sign-in). */
  private static final Duration UNUSED = Duration.ofDays(15);

  /** The only one that is documented is that of uploads; the others are assumed. */
  private static final String SCOPES =
      "tableau:content:read,tableau:file_uploads:create,tableau:datasources:create,"
          + "tableau:datasources:update,tableau:projects:create,tableau:tasks:run,"
          + "tableau:jobs:read,tableau:webhooks:*";

  private static final Setting CONTENT_URL =
      Setting.optional(
          SITE,
          Type.TEXT,
          null,
          "The site as it is named in addresses (contentUrl), such as finance in"
              + " …/#/site/finance/home; unset for the default site of a Tableau Server.");

  private TableauSpec() {}

  static ConnectionSpec spec() {
    return new ConnectionSpec(
        "The server, such as https://10ax.online.tableau.com; of Tableau Cloud best the pod that"
            + " people see in their browser",
        settings(),
        List.of(pat(), connectedApp()),
        "24h");
  }

  private static AuthMode pat() {
    return new AuthMode(
        "pat",
        "Personal access token",
        List.of(
            CONTENT_URL,
            Setting.required(
                "tokenName",
                Type.TEXT,
                "The token's name. It has one session: nobody else may sign in with it. It dies"
                    + " after 15 days without a sign-in, and when the site's policy says; a daily"
                    + " sign-in is made from here."),
            Setting.required("tokenSecret", Type.SECRET, "The token's secret."),
            Setting.ends(
                "tokenSecret", "The account settings of its user show it, by the site's policy.")),
        in -> new Auth.Own(Session.withToken(in)),
        List.of(
            Lapse.unused(
                "personal access token",
                UNUSED,
                "Ping the connection, which signs in; where that fails, make a new token and rotate"
                    + " it here.")));
  }

  private static AuthMode connectedApp() {
    return new AuthMode(
        "connected-app",
        "Connected app (direct trust)",
        List.of(
            CONTENT_URL,
            Setting.required("clientId", Type.TEXT, "The connected app's client id."),
            Setting.required("secretId", Type.TEXT, "The id of its secret."),
            Setting.required("secretValue", Type.SECRET, "The secret itself."),
            Setting.ends("secretValue", "Empty where it has no end, as Tableau makes them."),
            Setting.required("user", Type.TEXT, "The user to sign in as, by its user name."),
            Setting.optional(
                Session.SCOPES,
                Type.LIST,
                SCOPES,
                "Scopes of each sign-in. Tableau documents few of their names: where a call is"
                    + " refused with 401002 right after a sign-in, a scope is missing here.")),
        in -> new Auth.Own(Session.withJwt(in)));
  }

  private static List<Setting> settings() {
    return List.of(
        Setting.optional(
            API_VERSION,
            Type.TEXT,
            "3.27",
            "The newest version of the REST API to speak; an older server is spoken to in its"
                + " own. At least 3.13."),
        Setting.optional(
            IDLE_LIMIT,
            Type.DURATION,
            "120m",
            "After how long a session that is not used ends: 120 minutes at Tableau Cloud, 240 at"
                + " Tableau Server unless wgserver.session.idle_limit says otherwise."),
        Setting.optional(
            POD_HOSTS,
            Type.LIST,
            null,
            "Further host names that a sign-in may be sent on to, such as tableau-2.example.com;"
                + " pods of Tableau Cloud are known."),
        Setting.optional(
            CHUNK,
            Type.INTEGER,
            "8",
            "How large a part of a file is uploaded at a time, in MB, 1 to 64. Each has to go"
                + " through within the connection's writeTimeout."),
        Setting.optional(
            DEFAULT_PROJECT,
            Type.TEXT,
            "default",
            "The project of data sources whose route names none; on sites in other languages the"
                + " first project may be called otherwise."));
  }
}
