-- Entries as the console of that time made them, before there was a chain; their day is three days ago.
do $$
declare
  day date := (now() at time zone 'UTC')::date - 3;
  parent text;
begin
  foreach parent in array array['audit_event', 'audit_item'] loop
    execute format('create table %I partition of %I for values from (%L) to (%L)',
      parent || '_' || to_char(day, 'YYYYMMDD'), parent,
      day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
  end loop;
  insert into audit_event
  values ('former-e1', day::timestamp at time zone 'UTC' + interval '10 hours', 'zendesk',
    'former-prod', 'organization', 'CREATED', 1, null, 40);
  insert into audit_item
  values ('former-e1', day::timestamp at time zone 'UTC' + interval '10 hours', 'zendesk',
    'organization', 'CREATED', '11111111111111111111111111111111', 'former-src|customer|K1',
    'former-prod|organization|former-src|customer|K1', '4711', 'former-1',
    '0000000003.000000000017', 'former-customers', null,
    '[{"path":"name","after":"Nordlicht","hashed":false}]', 40);
  insert into audit_seen values ('former-e1', now());
end $$;
