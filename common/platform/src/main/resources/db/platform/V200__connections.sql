-- What people entered, one row per connection. Secrets are in connection_secret only.
create table connection (
  id       text primary key,
  system   text        not null,
  enabled  boolean     not null,
  document jsonb       not null,
  source   text        not null check (source in ('api', 'file')),
  version  bigint      not null,
  created  timestamptz not null,
  updated  timestamptz not null
);

-- Secrets that were entered in clear, each sealed for its connection and field.
create table connection_secret (
  connection text  not null references connection on delete cascade,
  field      text  not null,
  sealed     bytea not null,
  primary key (connection, field)
);

-- What the owner last saw of it. Written apart from the document, so that a ping is no change.
create table connection_state (
  connection      text primary key references connection on delete cascade,
  attention       text,
  attention_since timestamptz,
  ping            jsonb
);
