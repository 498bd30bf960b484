-- Calls that vendors made to us, until their records are read again. The call is sealed: it may
-- carry a credential of the vendor's, and a record's contents. tries counts what failed for a while;
-- next_try is null once a person must look.
create table webhook_inbox (
  id         bigint generated always as identity primary key,
  connection text        not null references connection on delete cascade,
  hook       text        not null,
  delivery   text        not null,
  journey    text        not null,
  received   timestamptz not null,
  sealed     bytea       not null,
  tries      int         not null default 0,
  next_try   timestamptz,
  problem    text
);

create index webhook_inbox_due on webhook_inbox (connection, next_try);

-- Deliveries that were accepted, remembered for longer than any sender repeats them.
create table webhook_seen (
  connection text        not null references connection on delete cascade,
  hook       text        not null,
  delivery   text        not null,
  seen       timestamptz not null,
  primary key (connection, hook, delivery)
);

create index webhook_seen_age on webhook_seen (seen);
