-- Since when a message waits, so that an outbox that stands is seen before it has grown. Rows that
-- waited before count from the upgrade on.
alter table outbox add column at timestamptz not null default now();
