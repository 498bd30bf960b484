-- Vendors also name single records that are gone, by their key at the source. The longer index
-- serves counting a stream's records as the shorter one did.
create index source_record_source_key on source_record (connection, stream, source_key)
  where not removed;
drop index source_record_stream;
