-- Messages that committed with the state they announce and still have to be sent.
-- Rows are inserted and deleted, never updated; a lane is sent in the order of id.
create table outbox (
  id      bigint generated always as identity primary key,
  lane    text not null,
  topic   text not null,
  key     text not null,
  headers text not null,
  value   bytea
);

create index outbox_lane on outbox (lane, id);

-- A queue table is emptied all the time: clean it by what was deleted, not by its share of the size.
alter table outbox set (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_cost_delay = 0
);
