-- How far a backfill is, from 0 to 1, and how long the rest will take; null where nothing tells.
alter table backfill add column fraction double precision;
alter table backfill add column seconds_left bigint;
