create sequence snapshot_mark;

-- The newest canonical state of every record.
create table snapshot (
  record_key text collate "C" primary key,
  sequence   text collate "C" not null,
  event      text not null,
  journey    text not null,
  -- PRESENT; REMOVED keeps the last data; ERASED keeps nothing but the fact, so that an older
  -- event that comes again cannot bring the data back
  state      text not null,
  data       jsonb,
  changed_at timestamptz not null,
  first_seen timestamptz not null default now(),
  -- raised by every change, for "changed since"
  mark       bigint not null
);

create index snapshot_by_mark on snapshot (mark);

-- What became last of each ref.
create table delivery_state (
  ref           text collate "C" primary key,
  record_key    text collate "C" not null,
  route         text not null,
  route_version int not null,
  -- null where the route made none: filtered, or parked here
  delivery      text,
  sequence      text collate "C" not null,
  journey       text not null,
  -- how many were made; orders deliveries of one snapshot
  ord           bigint not null default 1,
  sent_at       timestamptz not null,
  -- null while the adapter has it
  result        text,
  attempt       int not null default 0,
  reason        text,
  result_at     timestamptz
);

create index delivery_state_by_record on delivery_state (record_key);
create index delivery_state_parked on delivery_state (route, ref) where result = 'PARKED';

-- Whose target keys a ref's last delivery asks for.
create table dependency (
  child  text collate "C" not null,
  field  text not null,
  -- null where the newest delivery links to nothing
  parent text collate "C",
  primary key (child, field)
);

create index dependency_by_parent on dependency (parent) where parent is not null;

-- Which target record each ref has: a copy of what the adapters say. A null key was unlinked.
create table link (
  ref        text collate "C" primary key,
  target_key text,
  sequence   text collate "C" not null,
  -- outcome, import or person
  origin     text not null,
  changed_at timestamptz not null
);

create index link_by_key on link (target_key);

-- Messages that could not be read at all.
create table unreadable (
  topic    text not null,
  part     int not null,
  off      bigint not null,
  key      text,
  reason   text not null,
  at       timestamptz not null default now(),
  primary key (topic, part, off)
);
