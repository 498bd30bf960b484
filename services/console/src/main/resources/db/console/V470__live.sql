-- How far behind each connection was and what its deliveries waited for, once a minute, for charts
-- of the last hour and day.
create table live_minute (
  at timestamptz primary key
);
create table live_sample (
  connection  text not null,
  at          timestamptz not null,
  queued      bigint not null,
  -- how long ago the oldest of them was first seen at its source; 0 where nothing is queued
  lag_seconds bigint not null,
  primary key (at, connection)
);
create table live_wait (
  connection text not null,
  at         timestamptz not null,
  reason     text not null,
  waiting    bigint not null,
  primary key (at, connection, reason)
);

-- What people asked for and takes longer than a page: how far it is, on whichever replica it runs.
create table long_work (
  id         bigint generated always as identity primary key,
  -- the same for the same work, so that it is not done twice side by side
  key        text not null,
  what       text not null,
  connection text,
  author     text not null,
  done       bigint not null default 0,
  total      bigint not null,
  since      timestamptz not null,
  -- when its replica was heard of last
  seen       timestamptz not null,
  ended      timestamptz,
  -- how it ended; null while it runs
  words      text
);
create unique index long_work_open on long_work (key) where ended is null;
create index long_work_newest on long_work (since desc);
