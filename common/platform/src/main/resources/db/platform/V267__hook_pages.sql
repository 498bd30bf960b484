-- Calls that wait, page by page.
create index webhook_inbox_list on webhook_inbox (connection, id);
