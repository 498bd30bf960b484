-- The hash chain over the ledger; see docs/decisions/0067.
alter table audit_event
  -- null only for what was entered before there was a chain
  add block  bigint,
  add pos    int,
  add digest bytea;
create index audit_event_block on audit_event (block, pos);

alter table audit_item
  add connection    text,
  add route_version int,
  add block         bigint,
  add pos           int,
  -- of the values alone (reason and changes), salted; the salt goes with the values when they are erased
  add salt          bytea,
  add sealed        bytea,
  -- the entry that proves the erasure
  add erased_by     text;
create index audit_item_block on audit_item (block, pos);

create sequence audit_block_id;

-- The entries of one batch of one day.
create table audit_block (
  seq    bigint primary key,
  id     bigint not null unique,
  day    date not null,
  events int not null,
  items  int not null,
  digest text not null,
  hash   text not null
);
create index audit_block_day on audit_block (day, id);

-- The newest block; one row.
create table audit_chain (
  seq   bigint not null,
  hash  text not null,
  began timestamptz not null
);
insert into audit_chain values (0, '', now());

-- Where the chain begins since days were dropped; these rows stay.
create table audit_anchor (
  seq    bigint not null,
  hash   text not null,
  -- the oldest day that was kept
  before date primary key,
  mac    text not null
);
