-- Rows as the service of that time wrote them, for a connection that is switched off. What is sealed is
-- put in by PlatformBackbone, whose keyset is a fresh one.
insert into lease values ('connection/former-acme', 3, null, null, '2025-11-20 10:00:00Z');
insert into outbox (lane, topic, key, headers, value)
values ('connection/former-acme', 'outcomes', 'k', '{}', '{}');
insert into connection values ('former-acme', 'test-system', false,
  '{"id":"former-acme","system":"test-system","name":"Former","enabled":false,
    "baseUrl":"https://acme.test-system.com","timeZone":"Europe/Berlin",
    "auth":{"mode":"basic","user":"robot"},"settings":{},"streams":{}}',
  'api', 7, '2025-11-20 10:00:00Z', '2025-11-20 11:00:00Z');
insert into connection_secret values ('former-acme', 'password', '');
insert into connection_state (connection, attention, attention_since)
values ('former-acme', 'The vendor refused the password', '2025-11-20 12:00:00Z');
insert into vendor_sign_in values ('former-acme', '', '2025-11-20 12:00:00Z');
insert into vendor_pause values ('former-acme', '2025-11-20 12:01:00Z', 429, 'slow down');
insert into vendor_consent (ticket, connection, starter, expires)
values ('digest', 'former-acme', 'ada', '2025-11-20 12:10:00Z');
insert into stream_state (connection, stream, first_date, watermark, last_poll)
values ('former-acme', 'customers', '2025-01-01Z', '2025-11-20 11:00:00Z', '2025-11-20 11:05:00Z');
insert into source_record (connection, entity, key, stream, source_key, hash, fence, number)
values ('former-acme', 'customer', 'former-acme|customer|K1', 'customers', 'K1', '\x01', 3, 17);
insert into parked_read (connection, stream, key, reason, since, journey)
values ('former-acme', 'customers', 'K2', 'The name is missing', '2025-11-20 11:00:00Z',
  '0af7651916cd43dd8448eb211c80319c');
insert into reread values ('former-acme', 'customers', 'K3', null, '2025-11-20 11:00:00Z');
insert into backfill (connection, stream, window_from, window_to, read, published, started)
values ('former-acme', 'customers', '2024-01-01Z', '2025-01-01Z', 40, 39, '2025-11-20 09:00:00Z');
insert into held_removals (connection, stream, absent, known, samples, since)
values ('former-acme', 'customers', 30, 100, '{K4,K5}', '2025-11-20 11:00:00Z');

create temp table body (body text);
insert into body values (
  '{"id":"former-1","ref":{"connection":"former-acme","object":"organization",
    "source":{"connection":"fusion-prod","entity":"customer","key":"K1"}},"mode":"UPSERT",
    "route":"customers","routeVersion":2,"journey":"0af7651916cd43dd8448eb211c80319c",
    "sequence":{"fence":3,"number":17},"order":1,
    "fields":[{"path":"name","value":"Nordlicht","when":"ALWAYS"}],"match":["external_id"],
    "policies":{"nameClash":"adopt"},"seen":"2025-11-20T11:00:00Z"}');
insert into inbox (delivery, connection, ref, object, mode, sequence, ord, risky, parents, body)
select 'former-1', 'former-acme', 'former-acme|organization|fusion-prod|customer|K1', 'organization',
  'UPSERT', '0000000003.000000000017', 1, false, '{}', body from body;
insert into waiting (delivery, connection, ref, object, mode, sequence, ord, tries, risky, approved,
  parents, body, accepted, parent)
select 'former-2', 'former-acme', 'former-acme|organization|fusion-prod|customer|K2', 'organization',
  'UPSERT', '0000000003.000000000018', 1, 0, false, false, '{former-parent}',
  replace(body, 'former-1', 'former-2'), '2025-11-20 11:00:00Z', 'former-parent' from body;
insert into parked (delivery, connection, ref, object, mode, sequence, ord, tries, risky, approved,
  parents, body, accepted, kind, reason)
select 'former-3', 'former-acme', 'former-acme|organization|fusion-prod|customer|K3', 'organization',
  'UPSERT', '0000000003.000000000019', 1, 1, false, false, '{}',
  replace(body, 'former-1', 'former-3'), '2025-11-20 11:00:00Z', 'REJECTED', 'The name is taken'
from body;
drop table body;
insert into attempt (delivery, connection, ref, number, fence, deadline)
values ('former-1', 'former-acme', 'former-acme|organization|fusion-prod|customer|K1', 1, 3,
  '2025-11-20 11:01:00Z');
insert into vendor_job (connection, job, object, fence, writes)
values ('former-acme', 'job-1', 'organization', 3, '[]');
insert into link values ('former-acme|organization|fusion-prod|customer|K9', 'former-acme',
  'organization', '4711', false, null, '0000000003.000000000012', 1, 'former-0', '{}',
  '2025-11-20 11:00:00Z');
insert into done values ('former-0', '2025-11-20 11:00:00Z');
insert into mass_change (connection, object, counted, linked, allowed, samples)
values ('former-acme', 'organization', 30, 100, 20, '{a,b}');
insert into delivery_hold values ('former-acme', 'UNAVAILABLE', 'The vendor is away',
  '2025-11-20 11:00:00Z', '2025-11-20 11:05:00Z');
insert into webhook_inbox (connection, hook, delivery, journey, received, sealed)
values ('former-acme', 'changed', 'd1', '0af7651916cd43dd8448eb211c80319c',
  '2025-11-20 11:00:00Z', '');
insert into webhook_seen values ('former-acme', 'changed', 'd1', now());
insert into hook (connection, hook, address, sealed)
values ('former-acme', 'changed', 'https://zendesk.example.com/hooks', '');
