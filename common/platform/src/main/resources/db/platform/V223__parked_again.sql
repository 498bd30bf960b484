-- When a parked record was last asked for: some are asked for again by themselves.
alter table parked_read add column tried timestamptz not null default now();
