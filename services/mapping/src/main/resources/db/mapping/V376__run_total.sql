-- How many records there are to do, counted when a run begins its work; null before.
alter table run add column total bigint;
