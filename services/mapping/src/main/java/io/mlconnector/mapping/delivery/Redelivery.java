package io.mlconnector.mapping.delivery;

import io.mlconnector.canonical.delivery.Ref;
import io.mlconnector.mapping.record.Dependencies;
import io.mlconnector.mapping.record.Links;
import io.mlconnector.mapping.record.OriginTable;
import io.mlconnector.mapping.record.Snapshot;
import io.mlconnector.mapping.record.Snapshots;
import io.mlconnector.mapping.route.CompiledRoute;
import io.mlconnector.mapping.route.Mapped;
import io.mlconnector.mapping.route.Route;
import io.mlconnector.mapping.route.RouteSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Delivers records again for another reason than a change of their own: because what they link to
 * came, moved, or will not come.
 */
@ApplicationScoped
public class Redelivery {

  private static final int PAGE = 500;

  private final Decider decider;
  private final Deliveries deliveries;
  private final Clock clock;

  public Redelivery(Decider decider, Deliveries deliveries, Clock clock) {
    this.decider = decider;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /**
   * Tells the children that an adapter keeps waiting that these parents will not come: their
   * deliveries name the reason.
   */
  public void withoutParents(Connection sql, Collection<String> parents, RouteSet routes, Mail mail)
      throws SQLException {
    again(sql, Dependencies.waitingFor(sql, parents), routes, "without-parent", mail);
  }

  /**
   * Delivers the children again whose parents' links came or moved, and what was parked because
   * none of these links told whose it is.
   */
  public void withParents(Connection sql, List<Links.Moved> moved, RouteSet routes, Mail mail)
      throws SQLException {
    again(sql, Dependencies.releasedBy(sql, moved), routes, "parent", mail);
    again(sql, OriginTable.releasedBy(sql, moved), routes, "origin", mail);
  }

  /**
   * Delivers the newest snapshots of these refs again, where a live route still makes them.
   *
   * @param cause for the deliveries' ids, made unique here: this happens once per transaction
   */
  public void again(Connection sql, List<Ref> refs, RouteSet routes, String cause, Mail mail)
      throws SQLException {
    String unique = cause + "/" + UUID.randomUUID();
    for (int from = 0; from < refs.size(); from += PAGE) {
      List<Ref> page = refs.subList(from, Math.min(from + PAGE, refs.size()));
      List<Decision> decisions =
          decider.decide(wishes(sql, page, routes)).stream()
              .map(Redelivery::parkedWhereOverran)
              .toList();
      mail.add(deliveries.write(sql, decisions, unique, clock.instant()).messages());
    }
  }

  /** Delivers these snapshots, which the caller has locked, by this route again. */
  public void snapshots(
      Connection sql, CompiledRoute route, List<Snapshot> page, String cause, Mail mail)
      throws SQLException {
    List<Decision> decisions =
        decider.decide(page.stream().map(snapshot -> new Wish(route, snapshot)).toList()).stream()
            .map(Redelivery::parkedWhereOverran)
            .toList();
    mail.add(deliveries.write(sql, decisions, cause, clock.instant()).messages());
  }

  private static List<Wish> wishes(Connection sql, List<Ref> refs, RouteSet routes)
      throws SQLException {
    List<String> keys =
        refs.stream().map(ref -> ref.source().toString()).distinct().sorted().toList();
    Map<String, Snapshot> snapshots = new HashMap<>();
    Snapshots.lock(sql, keys).forEach(each -> snapshots.put(each.key().toString(), each));
    List<Wish> wishes = new ArrayList<>();
    for (Ref ref : refs) {
      Snapshot snapshot = snapshots.get(ref.source().toString());
      Optional<CompiledRoute> route =
          routes.live(
              ref.source().connection(),
              ref.source().entity(),
              new Route.To(ref.connection(), ref.object()));
      if (snapshot != null && route.isPresent()) {
        wishes.add(new Wish(route.get(), snapshot));
      }
    }
    return wishes;
  }

  /** Inside a transaction an expression cannot be disabled; its next event does that. */
  private static Decision parkedWhereOverran(Decision decision) {
    return decision.mapped() instanceof Mapped.Overran overran
        ? decision.as(new Mapped.Unsuited(overran.why()))
        : decision;
  }
}
