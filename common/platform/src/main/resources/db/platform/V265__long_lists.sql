-- Lists of what stands aside, as long as they may be: a page of one reason, or of one kind, is read
-- from its index and stops there. Of the reason a digest, for it may be longer than an index takes.
create index parked_group on parked (connection, object, kind, md5(reason), since, delivery);
create index parked_kind on parked (connection, kind, since, delivery);
