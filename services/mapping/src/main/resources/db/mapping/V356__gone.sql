-- Why a record was removed, in its source's words; the snapshot keeps the data that it had.
create table removal (
  record_key text collate "C" primary key,
  reason     text not null
);

-- Few among many: what is gone at its source, and what lacks something.
create index snapshot_gone on snapshot (record_key)
  where state = 'REMOVED'
    or (state = 'PRESENT' and data ->> 'status' = 'inactive'
        and split_part(record_key, '|', 2) in ('customer', 'vendor'));
create index snapshot_gaps on snapshot (record_key)
  where state = 'PRESENT' and jsonb_typeof(data -> 'gaps') = 'array';
