-- How far a connection's deliveries have come since some were left, for people on any replica. Gone
-- once none is left.
create table delivery_progress (
  connection   text primary key,
  since        timestamptz not null,
  at           timestamptz not null,
  done         bigint not null,
  remaining    bigint not null,
  -- null while none has come to its end lately
  seconds_left bigint
);
