-- What a route made no delivery of, page by page, also of one reason among many. Of the reason a
-- digest, for it may be longer than an index takes.
create index delivery_state_aside on delivery_state (route, md5(reason), ref)
  where result = 'PARKED' and delivery is null;
