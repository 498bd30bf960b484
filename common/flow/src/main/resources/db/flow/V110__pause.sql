-- What stands still because a person says so. A row is in force from since on and, where it has an
-- end, until then: nobody has to be there at that moment.
create table pause (
  scope  text not null check (scope in ('everything', 'system', 'connection', 'route')),
  -- of the system, connection or route; empty for everything
  name   text not null,
  reason text not null,
  author text not null,
  since  timestamptz not null,
  -- null where a person has to end it
  until  timestamptz,
  primary key (scope, name)
);
