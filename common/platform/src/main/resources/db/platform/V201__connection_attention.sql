-- Who asked for a person's attention, so that only they take it back.
alter table connection_state add column attention_by text;
