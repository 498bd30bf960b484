-- Records by minute, counted as they are entered, so that a day of ten million is read in no time.
create table audit_minute (
  minute     timestamptz not null,
  connection text not null,
  step       text not null,
  records    bigint not null,
  primary key (minute, connection, step)
) with (fillfactor = 70);
create index audit_minute_connection on audit_minute (connection, minute);

create table audit_minute_route (
  minute  timestamptz not null,
  route   text not null,
  written bigint not null,
  primary key (minute, route)
) with (fillfactor = 70);

insert into audit_minute
select date_trunc('minute', at, 'UTC'), coalesce(connection, ''), step, sum(count)
from audit_event where at > now() - interval '1 day' and count > 0
group by 1, 2, 3;

insert into audit_minute_route
select date_trunc('minute', at, 'UTC'), route, count(*)
from audit_item
where at > now() - interval '1 day' and step in ('CREATED', 'UPDATED') and route is not null
group by 1, 2;
