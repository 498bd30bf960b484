-- Pages of what could not be read, the newest first, and who ticked a message off, when and why.
alter table unreadable
  add id        bigint generated always as identity,
  add ticked_by text,
  add ticked_at timestamptz,
  add ticked_for text;

create unique index unreadable_by_id on unreadable (id);
create index unreadable_open on unreadable (id) where ticked_at is null;
create index unreadable_ticked on unreadable (id) where ticked_at is not null;
