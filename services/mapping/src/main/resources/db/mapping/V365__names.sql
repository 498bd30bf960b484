-- What people search records by: names, e-mail addresses and numbers, as words in small letters
-- without accents. The same in the index and in the question, whatever the database's locale.
create function name_words(said text) returns text[]
language sql immutable parallel safe
return array_remove(
  regexp_split_to_array(
    lower(regexp_replace(normalize(said, NFD), '[\u0300-\u036f]', '', 'g')),
    '[\s!-/:-@\[-`{-~]+'),
  '');

-- Each value is cut, for a word has its limit too.
create function record_words(data jsonb) returns tsvector
language sql immutable parallel safe
return array_to_tsvector(name_words(
     left(coalesce(data ->> 'name', ''), 150)
  || ' ' || left(coalesce(data ->> 'firstName', ''), 150)
  || ' ' || left(coalesce(data ->> 'lastName', ''), 150)
  || ' ' || left(coalesce(data ->> 'alternateName', ''), 150)
  || ' ' || left(coalesce(data ->> 'email', ''), 150)
  || ' ' || left(coalesce(data ->> 'accountNumber', ''), 150)
  || ' ' || left(coalesce(data ->> 'employeeNumber', ''), 150)));

-- Each word of the question is the beginning of a word of the record.
create function name_question(said text) returns tsquery
language sql immutable parallel safe
return (
  select string_agg('''' || word || ''':*', ' & ')::tsquery
  from unnest(name_words(left(said, 300))) as word);

-- Postings, invoices and tickets are looked for by their keys; without them the index is small.
create index snapshot_words on snapshot using gin (record_words(data))
  where data is not null
    and split_part(record_key, '|', 2) in ('customer', 'vendor', 'contact', 'employee');
