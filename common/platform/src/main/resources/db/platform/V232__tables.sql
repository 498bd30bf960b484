-- Tables that mirror their source in the target: their rows, what waits to be published, and the
-- publish under way. Values are JSON as text, for the reason given in V230.

create table table_object (
  id            bigserial primary key,
  connection    text not null,
  -- as refs name it, such as data-source:ap-invoice-lines
  object        text not null,
  -- connection and entity of its records
  source        text not null,
  route         text not null,
  version       int not null,
  spec          text not null,
  -- which column stands where in a row's data; a place that holds nothing any more is null
  layout        text not null,
  -- columns that a person has to accept first: route, version and spec
  proposal      text,
  -- raised by every change of rows
  revision      bigint not null default 0,
  -- rows up to this revision may have reached the target
  opened        bigint not null default 0,
  -- how many rows changed, came or vanished since they were published
  pending       bigint not null default 0,
  -- why the whole table is written next; null where that is not due
  overwrite     text,
  -- since when a person waits for a publish
  asked         timestamptz,
  target_key    text,
  -- found: somebody else made it, and a person has to decide; ours; null while it is not there
  adoption      text check (adoption in ('found', 'ours')),
  found_key     text,
  -- how often the vendor has said for certain that a publish failed
  failures      bigint not null default 0,
  trouble       text,
  trouble_since timestamptz,
  -- what people ought to know of the last publish
  notes         text,
  published     timestamptz,
  mode          text,
  rows          bigint,
  millis        bigint,
  created       timestamptz not null default now()
);
create unique index table_object_name on table_object (connection, object);

-- dirty: not published as it is here; gone: to be deleted there; known: the target may hold its key.
create table table_row (
  table_id bigint not null,
  row_key  text collate "C" not null,
  ref      text not null,
  data     text not null,
  rev      bigint not null,
  dirty    boolean not null,
  gone     boolean not null,
  known    boolean not null,
  journey  text
);
create unique index table_row_key on table_row (table_id, row_key);
create index table_row_ref on table_row (table_id, ref);
create index table_row_dirty on table_row (table_id, gone) where dirty;

-- Deliveries whose rows gather until they are published.
create table table_staged (
  delivery   text primary key,
  table_id   bigint not null,
  connection text not null,
  ref        text not null,
  object     text not null,
  mode       text not null,
  sequence   text not null,
  ord        bigint not null,
  tries      int not null,
  risky      boolean not null,
  approved   boolean not null,
  parents    text[] not null,
  body       text not null,
  seen       timestamptz,
  accepted   timestamptz not null,
  route      text,
  journey    text,
  -- whether the record had no rows before
  fresh      boolean not null,
  rev        bigint not null,
  since      timestamptz not null default now()
);
create index table_staged_rev on table_staged (table_id, rev);
create index table_staged_since on table_staged (table_id, since);
create index table_staged_ref on table_staged (ref);
create index table_staged_list on table_staged (connection, since, delivery);

-- The publish under way, at most one per table: written down before it begins.
create table table_batch (
  id           bigserial primary key,
  table_id     bigint not null,
  connection   text not null,
  action       text not null,
  request      text not null,
  -- opened: to be asked for; job: the vendor works; done, failed: its deliveries are being told
  state        text not null check (state in ('opened', 'job', 'done', 'failed')),
  job          text,
  job_since    timestamptz,
  fence        bigint not null,
  -- whether a request may have had its effect, and until when it may be under way
  unclear      boolean not null default false,
  deadline     timestamptz,
  revision     bigint not null,
  deletes      bigint not null,
  puts         bigint not null,
  failures     int not null default 0,
  words        text,
  target_key   text,
  seen_updated timestamptz,
  opened       timestamptz not null default now()
);
create unique index table_batch_table on table_batch (table_id);
create index table_batch_connection on table_batch (connection);

-- The rows of a publish that is not the whole table, as they were when it was opened.
create table table_batch_row (
  batch   bigint not null,
  row_key text collate "C" not null,
  data    text not null,
  journey text,
  gone    boolean not null
);
create unique index table_batch_row_key on table_batch_row (batch, gone, row_key);

-- Control totals of the last publishes, by side: store or target.
create table table_total (
  table_id bigint not null,
  publish  bigint not null,
  side     text not null,
  at       timestamptz not null default now(),
  rows     bigint,
  -- how many rows had changed in the store since this publish was opened
  pending  bigint not null,
  sums     text,
  note     text,
  primary key (table_id, publish, side)
);
