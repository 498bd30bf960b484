-- Rows as the mapping of that time wrote them, between connections that nobody has any more.
insert into lease values ('former', 3, null, null, '2025-11-20 10:00:00Z');
insert into outbox (lane, topic, key, headers, value)
values ('former', 'deliveries.zendesk', 'k', '{}', '{}');
insert into route values ('former-customers', 2,
  '{"name":"former-customers","from":{"connection":"former-src","entity":"customer",
    "when":"status = ''active''"},"to":{"connection":"former-dst","object":"organization"},
    "match":["external_id"],"fields":{"external_id":{"value":"$externalId()"},
    "name":{"value":"name"}},"policies":{"nameClash":"adopt"},"state":"paused"}',
  'zendesk', 'UPSERT', null, 'ada', '2025-11-20 10:00:00Z');
insert into route_version
select name, v, document, author, changed_at from route, generate_series(1, 2) as v;
insert into route_fault
values ('former-customers', 2, 'name', 'It took too long', '2025-11-20 10:00:00Z');
insert into snapshot (record_key, sequence, event, journey, state, data, changed_at, mark) values
  ('former-src|customer|K1', '0000000003.000000000017', 'e1', '0af7651916cd43dd8448eb211c80319c',
   'PRESENT', '{"key":"K1","name":"Nördlicht Maschinenbau","status":"active","custom":{},
     "gaps":[{"field":"email","reason":"The source has none"}]}',
   '2025-11-20 10:00:00Z', nextval('snapshot_mark')),
  ('former-src|customer|K2', '0000000003.000000000018', 'e2', '0af7651916cd43dd8448eb211c80319d',
   'REMOVED', '{"key":"K2","name":"Südlicht","status":"active","custom":{},"gaps":[]}',
   '2025-11-20 10:00:00Z', nextval('snapshot_mark'));
insert into delivery_state (record_key, ref, route, route_version, sequence, journey, sent_at, result,
  reason, result_at) values
  ('former-src|customer|K1', 'former-dst|organization|former-src|customer|K1', 'former-customers', 2,
   '0000000003.000000000017', '0af7651916cd43dd8448eb211c80319c', '2025-11-20 10:00:00Z', 'PARKED',
   'The name is missing', '2025-11-20 10:00:01Z');
insert into dependency values ('former-dst|organization|former-src|customer|K1', 'parent', null);
insert into link values ('former-dst|organization|former-src|customer|K9', '4711',
  '0000000003.000000000012', 'outcome', '2025-11-20 10:00:00Z');
insert into unreadable (topic, part, off, key, reason, at)
values ('canonical.customer.v1', 0, 7, 'k', 'It is no JSON', '2025-11-20 10:00:00Z');
insert into run (kind, route, route_version, state, author, mark, started, finished)
values ('RESYNC', 'former-customers', 2, 'DONE', 'ada', 1, '2025-11-20 10:00:00Z',
  '2025-11-20 10:01:00Z');
insert into origin_wait values ('former-dst|note|former-src|ticket|T1', 'former-dst', 'customer',
  '4712', false);
insert into ticket_state (record_key, summary, status)
values ('former-src|ticket|T1', 'former-src|support-summary|O1', 'open');
insert into support_summary (record_key, fence, computed_at)
values ('former-src|support-summary|O1', 1, now() + interval '10 years');
insert into account_number values ('former-dst|organization', '1001',
  'former-dst|organization|former-src|customer|K9', 'former-src|customer|K9');
insert into mirror_pair (mirror, left_ref, phase, state, waits)
values ('former-left|organization', 'former-left|organization|former-src|customer|K1', 'PARKED',
  '{}', 0);
