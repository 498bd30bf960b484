package io.mlconnector.sandbox.tableau;

import java.util.List;

/** A user of the site; the role decides what it may do. */
record User(String id, String name, Role role) {

  enum Role {
    ADMINISTRATOR("SiteAdministratorCreator"),
    CREATOR("Creator"),
    VIEWER("Viewer");

    /** As the REST API calls it. */
    final String siteRole;

    Role(String siteRole) {
      this.siteRole = siteRole;
    }
  }

  static final List<User> ALL =
      List.of(
          new User(
              "9f9e9d9c-8b8a-4898-8786-858480000001",
              TableauAccounts.ADMINISTRATOR,
              Role.ADMINISTRATOR),
          new User("9f9e9d9c-8b8a-4898-8786-858480000002", TableauAccounts.CREATOR, Role.CREATOR),
          new User("9f9e9d9c-8b8a-4898-8786-858480000003", TableauAccounts.VIEWER, Role.VIEWER));

  /** Throws {@link IllegalArgumentException} for a name that nobody has. */
  static User named(String name) {
    return ALL.stream()
        .filter(user -> user.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("user: nobody is called " + name));
  }

  void mustPublish() {
    if (role == Role.VIEWER) {
      throw Refusal.forbidden("The user may not publish here.");
    }
  }

  void mustAdminister() {
    if (role != Role.ADMINISTRATOR) {
      throw Refusal.forbidden("Only a site administrator may do this.");
    }
  }
}
