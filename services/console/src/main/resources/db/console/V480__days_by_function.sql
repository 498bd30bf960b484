-- The console may work with a role that must not change tables. Days of the ledger are tables all the
-- same: they are made and dropped by functions that run with the rights of the tables' owner.
create function ledger_day(day date) returns void
language plpgsql security definer set search_path from current as $$
declare
  parent text;
begin
  -- Two consoles may meet the same new day; the second finds it made.
  perform pg_advisory_xact_lock(hashtext('ledger-days'));
  foreach parent in array array['audit_event', 'audit_item'] loop
    execute format(
      'create table if not exists %I partition of %I for values from (%L) to (%L)',
      parent || '_' || to_char(day, 'YYYYMMDD'), parent,
      day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
  end loop;
end $$;

-- Drops the days before one, and names their tables.
create function ledger_drop(oldest date) returns text[]
language plpgsql security definer set search_path from current as $$
declare
  old text[];
begin
  select coalesce(array_agg(c.relname::text order by c.relname), '{}') into old
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent in ('audit_event'::regclass, 'audit_item'::regclass)
    and right(c.relname, 8) < to_char(oldest, 'YYYYMMDD');
  if cardinality(old) > 0 then
    execute 'drop table ' || (select string_agg(quote_ident(name), ', ') from unnest(old) name);
  end if;
  return old;
end $$;

revoke all on function ledger_day(date), ledger_drop(date) from public;
