-- Persons who were erased, or are being erased. What names them is there only while it is needed.
create table erasure (
  id            text primary key,
  -- LOOKED: nobody has said go; RUNNING; DONE; LIFTING; LIFTED
  state         text not null,
  asked_by      text not null,
  asked         timestamptz not null,
  -- mail or record
  kind          text not null,
  -- keyed, of what was typed and of each record
  hashes        text[] not null,
  -- records and addresses, as JSON; null once it is done
  subject       text,
  -- what was found, what stays in other systems, and who else names the person, as JSON; null 30
  -- days after it is done
  found         text,
  reason        text,
  finished      timestamptz,
  lifted_by     text,
  lifted_reason text,
  lifted        timestamptz
);
create index erasure_newest on erasure (asked desc, id);
create index erasure_hashes on erasure using gin (hashes);

-- What each service has still to do, and what it did.
create table erasure_task (
  erasure  text not null references erasure on delete cascade,
  service  text not null,
  -- DUE, SETTLING: done and to be looked at once more; DONE
  state    text not null,
  tries    int not null default 0,
  -- rows that went, by kind, as JSON
  went     text not null default '{}',
  open     bigint not null default 0,
  why      text,
  next_try timestamptz not null,
  finished timestamptz,
  primary key (erasure, service)
);
create index erasure_task_due on erasure_task (next_try) where state <> 'DONE';
