-- Given up by a person, for the reason that it has: not shown, not read again by itself, and parked
-- anew once it fails for another one.
alter table parked_read add column dismissed timestamptz;
create index parked_read_reason on parked_read (connection, stream, md5(reason), key)
  where dismissed is null;
