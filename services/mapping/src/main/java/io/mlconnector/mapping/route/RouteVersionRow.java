package io.mlconnector.mapping.route;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of a route's history, which is only ever added to; see {@link RouteTable}. */
@Entity
@Immutable
@Table(name = "route_version")
@IdClass(RouteVersionRow.Key.class)
public class RouteVersionRow {

  @Id String name;
  @Id int version;

  /** Null for the deletion. */
  @Column String document;

  @Column(nullable = false)
  String author;

  @Column(nullable = false)
  Instant at;

  /** What a version is found by. */
  public record Key(String name, int version) implements Serializable {}

  RouteVersion version() {
    return new RouteVersion(
        version, document == null ? null : RouteDocuments.stored(document), author, at);
  }
}
