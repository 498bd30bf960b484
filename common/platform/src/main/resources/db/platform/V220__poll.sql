-- Where each stream stands. The open window, if there is one, survives restarts.
create table stream_state (
  connection    text not null,
  stream        text not null,
  first_date    timestamptz,
  watermark     timestamptz,
  window_from   timestamptz,
  window_to     timestamptz,
  page          text,
  scan          bigint,
  scan_seen     bigint not null default 0,
  last_poll     timestamptz,
  last_scan     timestamptz,
  last_error    text,
  primary key (connection, stream)
);

create sequence scan_id;

-- What was last published of each record. Rows are touched only when the record changed.
create table source_record (
  connection text not null,
  entity     text not null,
  key        text not null,
  stream     text not null,
  source_key text not null,
  hash       bytea not null,
  fence      bigint not null,
  number     bigint not null,
  removed    boolean not null default false,
  primary key (connection, entity, key)
);
create index source_record_stream on source_record (connection, stream) where not removed;

-- Keys that the running full scan has met. Unlogged: its count is kept in stream_state, so a table
-- that a database crash emptied is noticed, and the scan starts again instead of finding everything gone.
create unlogged table seen_key (
  scan   bigint not null,
  entity text not null,
  key    text not null,
  primary key (scan, entity, key)
);

create table parked_read (
  connection text not null,
  stream     text not null,
  key        text not null,
  reason     text not null,
  since      timestamptz not null,
  journey    text not null,
  primary key (connection, stream, key)
);

-- Keys to read again, named by a webhook, a person or a read that was overtaken.
create table reread (
  connection text not null,
  stream     text not null,
  key        text not null,
  journey    text,
  since      timestamptz not null,
  primary key (connection, stream, key)
);

create table backfill (
  id          bigint generated always as identity primary key,
  connection  text not null,
  stream      text not null,
  window_from timestamptz not null,
  window_to   timestamptz not null,
  page        text,
  read        bigint not null default 0,
  published   bigint not null default 0,
  started     timestamptz not null,
  ended       timestamptz,
  error       text
);
create index backfill_open on backfill (connection) where ended is null;

create table held_removals (
  connection text not null,
  stream     text not null,
  absent     bigint not null,
  known      bigint not null,
  samples    text[] not null,
  since      timestamptz not null,
  believed   boolean not null default false,
  primary key (connection, stream)
);
