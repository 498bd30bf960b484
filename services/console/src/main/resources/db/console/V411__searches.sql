-- Searches by the source's key alone, by the target's key, and by the ref; each is answered from its index.
create index audit_item_key on audit_item ((split_part(record, '|', 3)), at desc);
create index audit_item_target on audit_item (target_key, at desc) where target_key is not null;
create index audit_item_ref on audit_item (ref, at desc) where ref is not null;
-- What people did.
create index audit_event_service on audit_event (service, at desc);
