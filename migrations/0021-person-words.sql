-- The registry is searched by any word of a name: a word is a row, so that it is found by a range (ruling 4).

create table person_word (
  organization_id uuid not null,
  account_id uuid not null,
  word text collate "C" not null,
  primary key (organization_id, word, account_id),
  foreign key (organization_id, account_id) references account
);
comment on table person_word is 'The words of the name that a person is known by: in lower case, without accents. Kept by a trigger.';
create index person_word_of_account on person_word (organization_id, account_id);
call protect_tenant('person_word');
grant select, insert, delete on person_word to :"runtime";

create function words_of(name text) returns setof text language sql immutable parallel safe as $$
  select distinct left(word, 100) collate "C"
  from regexp_split_to_table(regexp_replace(normalize(lower(name), NFD), '[\u0300-\u036f]', '', 'g'), '[^[:alnum:]]+') as word
  where word <> ''
$$;
comment on function words_of is 'What is typed into the search is split by the same function.';

create function keep_person_words() returns trigger language plpgsql as $$
begin
  delete from person_word where organization_id = new.organization_id and account_id = new.account_id;
  insert into person_word (organization_id, account_id, word)
    select new.organization_id, new.account_id, word from words_of(new.display_name) as word;
  return null;
end $$;
create trigger keep_words after insert on identity
  for each row when (new.display_name is not null) execute function keep_person_words();
create trigger keep_changed_words after update of display_name on identity
  for each row when (old.display_name is distinct from new.display_name) execute function keep_person_words();

insert into person_word (organization_id, account_id, word)
  select organization_id, account_id, word from identity, words_of(display_name) as word where display_name is not null;
