-- Where the service works with a role of its own, which may not change tables: all that it needs, and
-- nothing else. Runs after each migration, new ones or not.
do $$
declare
  service text := current_setting('mlconnector.service_role', true);
begin
  if coalesce(service, '') in ('', current_user) then
    return;
  end if;
  execute format('grant usage on schema %I to %I', current_schema, service);
  execute format(
    'grant select, insert, update, delete on all tables in schema %I to %I',
    current_schema, service);
  execute format(
    'grant usage, select, update on all sequences in schema %I to %I', current_schema, service);
  execute format(
    'grant execute on all functions in schema %I to %I', current_schema, service);
  execute format(
    'revoke insert, update, delete on flyway_schema_history from %I', service);
end $$;
