-- The connections that a person sees, with commas between them; * for all. Older sessions saw all.
alter table console_session add column connections text not null default '*';
