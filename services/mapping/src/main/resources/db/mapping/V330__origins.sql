-- Target records whose links would tell a parked ref what it belongs to.
create table origin_wait (
  child      text collate "C" not null,
  connection text not null,
  object     text not null,
  target_key text not null,
  -- whether it was linked when that was looked for, so that its coming is no news
  linked     boolean not null,
  primary key (child, connection, object, target_key)
);

create index origin_wait_by_target on origin_wait (target_key);
