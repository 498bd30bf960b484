package io.mlconnector.tableau.api;

import java.time.Instant;

/** What Tableau says of the things on a site; other members are left out. */
public final class Items {

  private Items() {}

  /** Which page of a list this is; numbers come as texts. */
  public record Pagination(int pageNumber, int pageSize, int totalAvailable) {

    /** Whether further pages have more. */
    public boolean goesOn() {
      return (long) pageNumber * pageSize < totalAvailable;
    }
  }

  /** A project; {@code parentProjectId} is null or empty at the top. */
  public record Project(String id, String name, String parentProjectId) {}

  /** A published data source; {@code updatedAt} is whole seconds. */
  public record DataSource(
      String id, String name, String type, Instant updatedAt, Project project) {}

  /** A workbook. */
  public record Workbook(String id, String name, Project project) {}

  /** A user of the site with its role, such as {@code SiteAdministratorCreator}. */
  public record User(String id, String name, String fullName, String siteRole) {}
}
