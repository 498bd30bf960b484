-- Records that two routes keep equal. A row has one ref until the record's counterpart is known.
create table mirror_pair (
  id             bigint generated always as identity primary key,
  -- the two refs' common beginnings
  mirror         text collate "C" not null,
  -- the ref under which the left record is delivered to the right side, and the other way round
  left_ref       text collate "C",
  right_ref      text collate "C",
  -- NEW, MEETING, CONFIRMING, PAIRED, PARKED
  phase          text not null,
  state          text not null,
  -- as in the state
  open_delivery  text,
  stuck_delivery text,
  -- the ref of the counterpart that was found and does not yet belong to it
  found_ref      text collate "C",
  -- numbers first deliveries; null but for a row that is meeting
  open_no        bigint,
  -- first deliveries up to this number may have made this very record
  waits          bigint not null,
  -- since when it waits for those, which it does for a while only
  since          timestamptz not null default now(),
  conflicts      int not null default 0,
  -- whether nothing is decided before a side is read again
  awaits_left    boolean not null default false,
  awaits_right   boolean not null default false,
  -- when a side is to be read again at its source; null where it is not
  reread_left    timestamptz,
  reread_right   timestamptz,
  check (left_ref is not null or right_ref is not null)
);

create unique index mirror_pair_left on mirror_pair (left_ref) where left_ref is not null;
create unique index mirror_pair_right on mirror_pair (right_ref) where right_ref is not null;
create index mirror_pair_open on mirror_pair (open_delivery) where open_delivery is not null;
create index mirror_pair_stuck on mirror_pair (stuck_delivery) where stuck_delivery is not null;
create index mirror_pair_found on mirror_pair (found_ref) where found_ref is not null;
create index mirror_pair_new on mirror_pair (mirror, id) where phase = 'NEW';
create index mirror_pair_meeting on mirror_pair (mirror, open_no) where open_no is not null;
create index mirror_pair_conflicts on mirror_pair (id) where conflicts > 0;
create index mirror_pair_reread_left on mirror_pair (reread_left) where reread_left is not null;
create index mirror_pair_reread_right on mirror_pair (reread_right) where reread_right is not null;

create sequence mirror_open_no;

create index mirror_pair_unconfirmed on mirror_pair (mirror, id)
  where phase = 'CONFIRMING' and open_delivery is null;
