-- Verifications of the chain, the newest one being what people look at.
create table audit_verification (
  id        bigint generated always as identity primary key,
  author    text not null,
  started   timestamptz not null,
  -- the console that works on it was there then
  beat      timestamptz not null,
  finished  timestamptz,
  days_done int not null default 0,
  days      int not null default 0,
  entries   bigint not null default 0,
  verdict   jsonb,
  failure   text
);
