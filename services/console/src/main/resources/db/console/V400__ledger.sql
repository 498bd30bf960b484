-- The audit ledger: append-only, partitioned by day, so that retention drops tables and never deletes rows.
create table audit_event (
  id         text not null,
  at         timestamptz not null,
  service    text not null,
  connection text,
  scope      text,
  step       text not null,
  count      bigint not null,
  message    text,
  millis     bigint
) partition by range (at);
create index audit_event_newest on audit_event (at desc);
create index audit_event_connection on audit_event (connection, at desc);

create table audit_item (
  event      text not null,
  at         timestamptz not null,
  service    text not null,
  scope      text,
  step       text not null,
  journey    text,
  record     text,
  ref        text,
  target_key text,
  delivery   text,
  sequence   text,
  route      text,
  reason     text,
  changes    jsonb,
  millis     bigint
) partition by range (at);
create index audit_item_journey on audit_item (journey, at);
create index audit_item_record on audit_item (record, at desc);
create index audit_item_newest on audit_item (at desc);

-- What has been entered, since an event may come twice; partitions cannot keep ids unique over days.
create table audit_seen (
  id text primary key,
  at timestamptz not null
);
create index audit_seen_at on audit_seen (at);
