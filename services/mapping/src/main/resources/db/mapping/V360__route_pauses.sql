-- Routes that stand still: the newest snapshot when that began. Who, why and until when are in pause.
create table route_pause (
  name text primary key,
  mark bigint not null
);

-- Only records that changed after this mark are sent; null for all.
alter table run add column since_mark bigint;
