package io.mlconnector.mapping.route;

import io.mlconnector.flow.sql.DatabaseUnavailable;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.JDBCException;

/** The versions of routes, as documents for people. */
@ApplicationScoped
public class RouteHistory implements PanacheRepositoryBase<RouteVersionRow, RouteVersionRow.Key> {

  /** The most versions on a page. */
  static final int MOST = 100;

  /**
   * A page of a route's versions, the newest first; removed routes keep theirs.
   *
   * @param page from 0
   * @throws DatabaseUnavailable where the database does not answer
   */
  public List<RouteVersion> of(String route, int page) {
    try {
      return find("name", Sort.descending("version"), route).page(Page.of(page, MOST)).stream()
          .map(RouteVersionRow::version)
          .toList();
    } catch (JDBCException e) {
      throw new DatabaseUnavailable(e.getSQLException());
    }
  }
}
