-- Replicas of this service, kept alive by a heartbeat; times are the database's own.
create table replica (
  id      text primary key,
  address text not null,
  expires timestamptz not null
);

-- Who may work on what. A free lease has no replica; rows stay, so that fences only rise.
-- Little space per page is used at first, which keeps renewals within the page (HOT updates).
create table lease (
  name    text primary key,
  fence   bigint not null,
  replica text,
  address text,
  expires timestamptz not null
) with (fillfactor = 50);

create sequence lease_fence;
