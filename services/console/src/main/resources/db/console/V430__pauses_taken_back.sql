-- Pauses of everything and of whole systems that somebody took back, until every service has heard it.
-- Those in force are in pause.
create table pause_taken_back (
  scope text not null,
  name  text not null,
  author text not null,
  at    timestamptz not null,
  primary key (scope, name)
);
