-- How old credentials are, and when what they rest on ends; nothing here is secret.
alter table connection_secret add column entered timestamptz;
alter table vendor_sign_in add column obtained timestamptz; -- the newest token, also one that was given back
alter table vendor_sign_in add column expires  timestamptz; -- null where there is none, or only a 401 tells

-- Sign-ins of the last day.
create table vendor_signed_in (
  connection text        not null references connection on delete cascade,
  at         timestamptz not null
);
create index vendor_signed_in_at on vendor_signed_in (connection, at);

-- Until when the certificates hold that a connection's hosts showed.
create table vendor_certificate (
  connection text        not null references connection on delete cascade,
  host       text        not null,
  ends       timestamptz not null,
  seen       timestamptz not null,
  primary key (connection, host)
);
