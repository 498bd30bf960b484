-- What the next owner of a connection must know of signing in, sealed as one value.
create table vendor_sign_in (
  connection text primary key references connection on delete cascade,
  sealed     bytea       not null,
  updated    timestamptz not null
);

-- Until when a vendor wants no calls from the connection's account.
create table vendor_pause (
  connection text primary key references connection on delete cascade,
  until      timestamptz not null,
  status     integer     not null,
  words      text        not null
);

-- Consents under way: a person was sent to the vendor and has not come back yet.
create table vendor_consent (
  ticket     text primary key, -- digest of what the start link carries
  connection text        not null references connection on delete cascade,
  starter    text        not null,
  state      text unique,      -- digest of what comes back with the code; null until started
  browser    text,             -- digest of the cookie of the browser that started it
  sealed     bytea,            -- PKCE verifier, sealed
  expires    timestamptz not null
);
