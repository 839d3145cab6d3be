-- Usernames that are read as another's are pointed out while somebody types them (T16).

create function look_of(username text) returns text
  language sql immutable strict parallel safe
  as $$ select replace(replace(lower(translate(username, 'I10', 'llo')), 'rn', 'm'), 'vv', 'w') $$;
comment on function look_of is
  'What a username looks like in print: a capital i and a one as an l, a zero as an o, rn as m, vv as w (Unicode TS 39, of ASCII).';

alter table account add column look text collate "C" not null generated always as (look_of(username)) stored;
comment on column account.look is 'Two usernames with the same look are easily taken for each other.';
create index account_alike on account (organization_id, look, id);
