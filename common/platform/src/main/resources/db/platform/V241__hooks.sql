-- Hooks that were set up at the vendor, with the secret that it signs with, and the one before: calls
-- that were signed before a change may still be on their way. A hook that a person set up has a row
-- once it was called.
create table hook (
  connection  text not null references connection on delete cascade,
  hook        text not null,
  address     text,
  sealed      bytea,
  previous    bytea,
  registered  timestamptz,
  last_called timestamptz,
  primary key (connection, hook)
);
