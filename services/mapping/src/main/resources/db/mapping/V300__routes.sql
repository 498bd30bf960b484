-- Routes as people wrote them. One row per route, every older version beside it.
create table route (
  name       text primary key,
  version    int not null,
  document   text not null,
  -- of the target connection; null while no adapter could say
  system     text,
  -- how the target object takes deliveries; null while no adapter could say
  mode       text,
  -- hash of what the routes file last said of it; null for routes that no file speaks of
  file_hash  text,
  author     text not null,
  changed_at timestamptz not null
);

create table route_version (
  name     text not null,
  version  int not null,
  -- null for the deletion
  document text,
  author   text not null,
  at       timestamptz not null,
  primary key (name, version)
);

-- Expressions that went beyond their bounds, until the route's next version.
create table route_fault (
  name    text not null,
  version int not null,
  field   text not null,
  reason  text not null,
  at      timestamptz not null,
  primary key (name, version, field)
);

-- Raised by every change of a route. A batch holds it shared until it commits, a change holds it
-- alone: so every batch is decided by the routes of one moment, and whoever changes a route sees
-- all that was decided before.
create table route_epoch (
  epoch bigint not null
);

insert into route_epoch values (0);
