-- What a person ticked off on a list: it is known, and stays as it is.
create table tick (
  -- gap or gone
  list       text not null,
  record_key text collate "C" not null,
  -- what a gap lacks; empty for what is gone
  field      text not null,
  -- which entry it was: another gap of the same field, or another removal, is not ticked off
  seen       text collate "C" not null,
  reason     text not null,
  author     text not null,
  at         timestamptz not null default now(),
  primary key (list, record_key, field, seen)
);

create index tick_by_record on tick (record_key);
