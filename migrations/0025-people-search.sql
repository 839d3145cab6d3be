-- The registry is searched by any part of a name, email, username or code, filtered and sorted at a million people.
-- In place of 0021: what is searched stands in a table of its own, filled after the commit (ruling 4).

-- Trusted extensions: the owner of the database may create them.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

drop trigger keep_words on identity;
drop trigger keep_changed_words on identity;
drop function keep_person_words();
drop table person_word;
drop function words_of(text);

create function person_kind(state text, identity_state text, population text) returns smallint
  language sql immutable parallel safe
  as $$
    select ((array_position('{invited,active,suspended,closed}', state) - 1) * 10
      + (array_position('{none,draft,submitted,returned,validated}', identity_state) - 1) * 2
      + (array_position('{internal,external}', population) - 1))::smallint $$;
comment on function person_kind is
  'All three states as one number, so that one index holds any choice of them in the order of a list.';

create table person_search (
  organization_id uuid not null,
  account_id uuid not null,
  state text not null,
  identity_state text not null,
  population text not null,
  kind smallint not null generated always as (person_kind(state, identity_state, population)) stored,
  name text collate "C" not null,
  code text collate "C" not null default '',
  words text collate "C" not null,
  primary key (organization_id, account_id),
  foreign key (organization_id, account_id) references account
);
comment on table person_search is 'What the registry is searched, filtered and sorted by: a copy, as old as the oldest row of person_changed.';
comment on column person_search.name is 'Lower case, without accents: the order of the list.';
comment on column person_search.code is 'The personal code; empty: none yet.';
comment on column person_search.words is 'Name, email, username and code, lower case and without accents, a blank before each word.';
call protect_tenant('person_search');
grant select, insert, update, delete on person_search to :"runtime";

-- One for each order; with the words, so that a search in this order reads the index alone.
create index person_search_newest on person_search (organization_id, kind, account_id) include (words);
create index person_search_by_name on person_search (organization_id, kind, name, account_id) include (words);
create index person_search_by_code on person_search (organization_id, kind, code, account_id) include (words);
-- What comes in is sorted in at once: a list of what is pending would be read by every search.
create index person_search_words on person_search
  using gin (organization_id, state, identity_state, population, words gin_trgm_ops) with (fastupdate = off);
-- One person in 256: how many a search will find is estimated from them.
create index person_search_sample on person_search (organization_id) include (kind, words)
  where right(account_id::text, 2) = '00';

create table person_changed (
  organization_id uuid not null,
  id bigint not null generated always as identity,
  account_id uuid not null,
  changed_at timestamptz not null default now(),
  primary key (organization_id, id)
);
comment on table person_changed is 'Whose row in person_search is to be made anew. A row for each change, so that nobody waits for another.';
call protect_tenant('person_changed');
grant select, insert, delete on person_changed to :"runtime";

create function note_new_accounts() returns trigger language plpgsql as $$
begin
  insert into person_changed (organization_id, account_id) select organization_id, id from after;
  return null;
end $$;
create function note_changed_accounts() returns trigger language plpgsql as $$
begin
  insert into person_changed (organization_id, account_id)
    select a.organization_id, a.id from after a join before b using (organization_id, id)
    where (a.email_canonical, a.username_canonical, a.state, a.population)
      is distinct from (b.email_canonical, b.username_canonical, b.state, b.population);
  return null;
end $$;
create function note_new_identities() returns trigger language plpgsql as $$
begin
  insert into person_changed (organization_id, account_id) select organization_id, account_id from after;
  return null;
end $$;
create function note_changed_identities() returns trigger language plpgsql as $$
begin
  insert into person_changed (organization_id, account_id)
    select a.organization_id, a.account_id from after a join before b using (organization_id, account_id)
    where (a.state, a.display_name, a.personal_code) is distinct from (b.state, b.display_name, b.personal_code);
  return null;
end $$;
create trigger note_new after insert on account
  referencing new table as after for each statement execute function note_new_accounts();
create trigger note_changed after update on account
  referencing old table as before new table as after for each statement execute function note_changed_accounts();
create trigger note_new after insert on identity
  referencing new table as after for each statement execute function note_new_identities();
create trigger note_changed after update on identity
  referencing old table as before new table as after for each statement execute function note_changed_identities();
create trigger note_gone after delete on identity
  referencing old table as after for each statement execute function note_new_identities();

-- Who is there already is sorted in by the first worker that starts.
insert into person_changed (organization_id, account_id) select organization_id, id from account;
