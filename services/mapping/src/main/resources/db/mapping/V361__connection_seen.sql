-- What adapters last said of connections, for when one of them is away.
create table connection_seen (
  id          text primary key,
  system      text not null,
  -- null where the connection names none
  environment text,
  seen        timestamptz not null
);
