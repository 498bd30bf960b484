-- Who is signed in by name and password; of the token only a digest is kept.
create table console_session (
  token   text primary key,
  name    text not null,
  role    text not null,
  created timestamptz not null,
  seen    timestamptz not null
);
