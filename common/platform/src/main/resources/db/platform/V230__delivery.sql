-- Deliveries on their way into the target. Bodies are text: jsonb refuses the escape of character 0,
-- so that one bad record would stop a whole batch.

-- Accepted and not yet at an end. Rows are inserted and deleted, never updated.
create table inbox (
  id         bigserial primary key,
  delivery   text not null,
  connection text not null,
  ref        text not null,
  object     text not null,
  mode       text not null,
  sequence   text not null,
  ord        bigint not null,
  tries      int not null default 0,
  risky      boolean not null,
  approved   boolean not null default false,
  parents    text[] not null,
  body       text not null,
  seen       timestamptz,
  accepted   timestamptz not null default now()
);
create unique index inbox_delivery on inbox (delivery);
create index inbox_connection on inbox (connection, id);
create index inbox_risky on inbox (connection, object) where risky and not approved;

-- Waiting for a parent that has no target key yet, or for a person's word on a mass change.
create table waiting (
  delivery    text primary key,
  connection  text not null,
  ref         text not null,
  object      text not null,
  mode        text not null,
  sequence    text not null,
  ord         bigint not null,
  tries       int not null,
  risky       boolean not null,
  approved    boolean not null,
  parents     text[] not null,
  body        text not null,
  seen        timestamptz,
  accepted    timestamptz not null,
  parent      text,
  mass_change bigint,
  since       timestamptz not null default now(),
  check ((parent is null) <> (mass_change is null))
);
create index waiting_ref on waiting (ref);
create index waiting_parent on waiting (parent) where parent is not null;
create index waiting_mass_change on waiting (mass_change) where mass_change is not null;
create index waiting_list on waiting (connection, since, delivery);

-- Ended for now: a person, or a newer delivery of the same ref, goes on from here. A message that
-- cannot be read has no ref, and its body is what was received.
create table parked (
  delivery   text primary key,
  connection text,
  ref        text,
  object     text,
  mode       text,
  sequence   text,
  ord        bigint,
  tries      int not null,
  risky      boolean not null,
  approved   boolean not null,
  parents    text[] not null,
  body       text not null,
  seen       timestamptz,
  accepted   timestamptz not null,
  kind       text not null,
  reason     text not null,
  target_key text,
  since      timestamptz not null default now()
);
create index parked_ref on parked (ref) where ref is not null;
create index parked_list on parked (connection, since, delivery);

-- A write that may be under way, or may have had its effect: committed before the call.
create table attempt (
  delivery   text primary key,
  connection text not null,
  ref        text not null,
  number     int not null,
  fence      bigint not null,
  started    timestamptz not null default now(),
  deadline   timestamptz not null
);
create index attempt_connection on attempt (connection);

-- A job that the vendor runs for us; stored before it is asked for.
create table vendor_job (
  connection text not null,
  job        text not null,
  object     text not null,
  fence      bigint not null,
  writes     text not null,
  started    timestamptz not null default now(),
  primary key (connection, job)
);

-- Which target record is a ref's counterpart: this adapter's truth, of which mapping keeps a copy.
-- sequence, ord and delivery are those of the newest delivery that came to a good end.
create table link (
  ref        text primary key,
  connection text not null,
  object     text not null,
  target_key text not null,
  shared     boolean not null,
  flagged    timestamptz,
  sequence   text not null,
  ord        bigint not null,
  delivery   text not null,
  written    text not null,
  changed    timestamptz not null default now()
);
create unique index link_target on link (connection, object, target_key) where not shared;
create index link_shared on link (connection, object, target_key) where shared;
create index link_list on link (connection, ref);
create index link_flagged on link (connection, object, flagged) where flagged is not null;

-- Deliveries whose repetition nothing else would show: appended items and dismissed ones.
create table done (
  delivery text primary key,
  at       timestamptz not null default now()
);
create index done_at on done (at);

-- More deactivations than the guard lets pass unasked.
create table mass_change (
  id         bigserial primary key,
  connection text not null,
  object     text not null,
  counted    bigint not null,
  linked     bigint not null,
  allowed    bigint not null,
  samples    text[] not null,
  since      timestamptz not null default now(),
  decided    timestamptz,
  decision   text check (decision in ('APPROVED', 'DISMISSED')),
  decided_by text
);
create unique index mass_change_open on mass_change (connection, object) where decided is null;

-- Why a connection's deliveries wait as a whole, for people on any replica.
create table delivery_hold (
  connection text primary key,
  kind       text not null,
  reason     text not null,
  since      timestamptz not null default now(),
  until      timestamptz not null
);
