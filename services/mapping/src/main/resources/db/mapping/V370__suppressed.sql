-- Who must not come back: keyed hashes of record keys, of the vendors' own keys, and of e-mail
-- addresses, by the erasure that named them.
create table suppressed (
  hash    text collate "C" not null,
  erasure text collate "C" not null,
  primary key (hash, erasure)
);

create index suppressed_by_erasure on suppressed (erasure);

-- A person's records by e-mail address, and the tickets that a person asked.
create index snapshot_mail
  on snapshot (lower(trim(coalesce(data ->> 'email', data ->> 'requesterEmail'))))
  where split_part(record_key, '|', 2) in ('contact', 'employee', 'ticket');
create index snapshot_ticket_by_requester
  on snapshot (split_part(record_key, '|', 1), (data ->> 'requesterKey'))
  where split_part(record_key, '|', 2) = 'ticket';
