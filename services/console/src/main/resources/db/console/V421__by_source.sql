-- The newest journeys of some connections, for people who see only these.
create index audit_item_source on audit_item (split_part(record, '|', 1), at desc);
