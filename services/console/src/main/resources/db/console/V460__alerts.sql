-- What the console tells people of. A row is made when a cause is first seen, is an alert from "opened" on,
-- and is over from "closed" on; what people were told is kept with it, so that a restart repeats nothing.
create table console_alert (
  id         bigint generated always as identity primary key,
  kind       text not null,
  place      text not null,
  connection text,
  scope      text not null,
  severity   text not null,
  sentence   text not null,
  todo       text not null,
  link       text not null,
  since      timestamptz not null,
  seen       timestamptz not null,
  clear      timestamptz,
  opened     timestamptz,
  closed     timestamptz,
  first      bigint,
  measure    bigint,
  told_at    timestamptz,
  told       text,
  told_over  boolean not null default false,
  not_before timestamptz,
  mute_by    text,
  mute_until timestamptz,
  mute_reason text
);
create unique index console_alert_one on console_alert (kind, place, coalesce(connection, ''), scope)
  where closed is null;
create index console_alert_closed on console_alert (closed desc, id desc) where closed is not null;

-- The outbox: one message per channel is on its way at most; it keeps its id and its words until the
-- receiver has taken it or it is given up.
create table console_alert_message (
  id       text primary key,
  channel  text not null,
  made     timestamptz not null,
  subject  text not null,
  body     text not null,
  tries    int not null default 0,
  due      timestamptz not null,
  sent     timestamptz,
  given_up timestamptz,
  answer   text
);
create unique index console_alert_message_one on console_alert_message (channel)
  where sent is null and given_up is null;
create index console_alert_message_newest on console_alert_message (channel, made desc);

-- What a channel is to tell of which alert; held back while "message" is null.
create table console_alert_notice (
  id      bigint generated always as identity primary key,
  alert   bigint not null references console_alert on delete cascade,
  channel text not null,
  what    text not null,
  urgent  boolean not null,
  at      timestamptz not null,
  message text references console_alert_message on delete set null
);
create index console_alert_notice_alert on console_alert_notice (alert);
create index console_alert_notice_held on console_alert_notice (channel, id) where message is null;
create index console_alert_notice_message on console_alert_notice (message);

-- Channels whose receiver said that it is gone; until then their settings are these.
create table console_alert_channel (
  channel  text primary key,
  target   text not null,
  disabled timestamptz not null,
  reason   text not null
);

-- How often each webhook is called: the longest pause of each day.
create table console_alert_pace (
  connection  text not null,
  hook        text not null,
  day         date not null,
  longest     bigint not null,
  last_called timestamptz not null,
  seen        timestamptz not null,
  primary key (connection, hook, day)
);
