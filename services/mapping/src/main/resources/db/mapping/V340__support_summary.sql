-- The tickets that count in a summary, as their newest snapshots have them.
create table ticket_state (
  record_key text collate "C" primary key,
  -- key of the summary that they count in
  summary    text collate "C" not null,
  status     text not null,
  priority   text,
  created_at timestamptz,
  updated_at timestamptz,
  -- stays as it is while the ticket stays solved or closed; null before
  solved_at  timestamptz
);

create index ticket_state_by_summary on ticket_state (summary);

-- What was published last of each organization. Whoever counts locks the row first.
create table support_summary (
  record_key  text collate "C" primary key,
  -- the second in which the row was made: behind all that a lost database had published
  fence       bigint not null,
  -- how many were published
  number      bigint not null default 0,
  -- as published, without its time; null before the first
  content     text,
  computed_at timestamptz not null
);

create index support_summary_by_age on support_summary (computed_at);

-- Users of a helpdesk by their organization.
create index snapshot_contact_by_customer
  on snapshot (split_part(record_key, '|', 1), (data ->> 'customerKey'))
  where split_part(record_key, '|', 2) = 'contact';

-- Tickets that came before there were summaries.
create function pg_temp.stamp(text) returns timestamptz language plpgsql as $$
begin
  return $1::timestamptz;
exception when others then
  return null;
end $$;

insert into ticket_state
  (record_key, summary, status, priority, created_at, updated_at, solved_at)
select record_key,
       split_part(record_key, '|', 1) || '|support-summary|'
         || replace(replace(data ->> 'organizationKey', '%', '%25'), '|', '%7C'),
       data ->> 'status', data ->> 'priority',
       pg_temp.stamp(data ->> 'createdAt'), pg_temp.stamp(data ->> 'updatedAt'),
       case when data ->> 'status' in ('solved', 'closed') then
         coalesce(pg_temp.stamp(data -> 'resolution' ->> 'at'),
                  pg_temp.stamp(data ->> 'updatedAt'), changed_at)
       end
from snapshot
where split_part(record_key, '|', 2) = 'ticket' and state = 'PRESENT'
  and data ->> 'status' <> 'deleted' and trim(data ->> 'organizationKey') <> '';

insert into support_summary (record_key, fence, computed_at)
select distinct summary, extract(epoch from now())::bigint, '-infinity'::timestamptz
from ticket_state;
