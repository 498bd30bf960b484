-- Work on all records of a route: plan, comparison, resync. Goes on where it stopped.
create table run (
  id            bigint generated always as identity primary key,
  kind          text not null,
  route         text not null,
  route_version int not null,
  state         text not null,
  author        text not null,
  -- how many records at most; null for all
  first_n       int,
  repair        boolean not null default false,
  -- the last record that was done
  cursor        text collate "C" not null default '',
  -- the newest snapshot when it started
  mark          bigint not null,
  done          bigint not null default 0,
  counts        jsonb not null default '{}',
  samples       jsonb not null default '[]',
  message       text,
  started       timestamptz not null,
  finished      timestamptz
);

create index run_of_route on run (route, kind, id);
create index run_open on run (id) where state = 'RUNNING';
