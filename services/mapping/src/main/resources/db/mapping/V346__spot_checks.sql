-- When a summary was last compared with the helpdesk's own count, and since when that count is
-- another one; null where it is the same, or was not looked at.
alter table support_summary
  add checked_at timestamptz,
  add doubted_at timestamptz;
