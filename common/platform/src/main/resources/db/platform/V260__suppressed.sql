-- Who must not come back: keyed hashes of record keys, of the vendors' own keys, and of e-mail
-- addresses, by the erasure that named them.
create table suppressed (
  hash    text collate "C" not null,
  erasure text collate "C" not null,
  primary key (hash, erasure)
);

create index suppressed_by_erasure on suppressed (erasure);
