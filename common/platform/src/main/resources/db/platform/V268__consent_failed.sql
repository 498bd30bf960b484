-- When and why the last consent did not become a sign-in; null where it did.
alter table connection_state add column consent jsonb;
