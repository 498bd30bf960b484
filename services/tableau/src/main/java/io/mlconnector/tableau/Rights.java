package io.mlconnector.tableau;

import io.mlconnector.spi.Check;
import io.mlconnector.spi.Check.Right;
import io.mlconnector.spi.VendorFailure;
import io.mlconnector.spi.VendorFailure.Kind;
import io.mlconnector.tableau.api.Items.User;
import io.mlconnector.tableau.api.ProjectsApi;
import io.mlconnector.tableau.api.UsersApi;
import io.mlconnector.tableau.api.WebhooksApi;
import java.util.ArrayList;
import java.util.List;

/** Who we are on a site, and what our role lets us do. */
final class Rights {

  /** Roles that publish: Creators, Explorers who can publish, and all administrators. */
  private static final String PUBLISHES = "(?i).*(Creator|Administrator.*|CanPublish|Publisher)";

  private final Site site;

  Rights(Site site) {
    this.site = site;
  }

  Check check(boolean updates) {
    User me = me();
    List<Right> rights = new ArrayList<>();
    rights.add(asked("read projects", () -> new Right("read projects", projects(), null)));
    rights.add(
        new Right(
            "publish data sources",
            me.siteRole().isEmpty() || me.siteRole().matches(PUBLISHES),
            "Our user is %s: it needs the site role Creator, or Explorer (can publish), and the"
                    .formatted(me.siteRole())
                + " permission to publish in the projects"));
    rights.add(asked("be told of events", this::webhooks));
    return new Check(
        "%s%s; tables are published %s"
            .formatted(
                me.name() == null ? "user " + site.user() : me.name(),
                me.siteRole().isEmpty() ? "" : " (" + me.siteRole() + ")",
                updates ? "as .hyper, and rows updated in place" : "whole, as .parquet"),
        rights.stream().map(Rights::plain).toList());
  }

  private static Right plain(Right right) {
    return right.granted() ? new Right(right.what(), true, null) : right;
  }

  /** A user who may not look at itself is still somebody. */
  private User me() {
    try {
      User user = site.client(UsersApi.class).one(site.version(), site.id(), site.user()).user();
      return new User(
          user.id(), user.name(), user.fullName(), user.siteRole() == null ? "" : user.siteRole());
    } catch (VendorFailure failure) {
      if (failure.kind() != Kind.REJECTED) {
        throw failure;
      }
      return new User(site.user(), null, null, "");
    }
  }

  private boolean projects() {
    return site.client(ProjectsApi.class).list(site.version(), site.id(), null, 1, 1) != null;
  }

  private Right webhooks() {
    List<String> off =
        Subscriptions.of(site).ours().stream()
            .filter(hook -> !hook.enabled())
            .map(WebhooksApi.Hook::event)
            .sorted()
            .toList();
    return new Right(
        "be told of events",
        off.isEmpty(),
        "Tableau does not call for %s any more: register the webhook again".formatted(off));
  }

  private interface Question {
    Right ask();
  }

  private static Right asked(String what, Question question) {
    try {
      return question.ask();
    } catch (VendorFailure failure) {
      if (failure.kind() != Kind.REJECTED) {
        throw failure;
      }
      String hint =
          what.equals("be told of events")
              ? " Only site administrators may set up webhooks; without them jobs decide alone."
              : "";
      return new Right(what, false, failure.getMessage() + hint);
    }
  }
}
