-- Account numbers that are external ids, and whose: no second record of a target gets one of them.
create table account_number (
  -- target connection and object, as refs begin
  place      text collate "C" not null,
  -- in lower case, as targets compare external ids
  number     text collate "C" not null,
  ref        text collate "C" not null,
  record_key text collate "C" not null,
  primary key (place, number)
);

create index account_number_by_ref on account_number (ref);
