-- The queue of the reviewers, however many wait: its kinds are kept with the row, its words beside the registry's, and
-- who is over the target is a range of when they were sent.

alter table identity add column pending_news text check (pending_news in ('first', 'corrected', 'changed'));
comment on column identity.pending_news is
  'What is new in the version under way: nothing was validated before; it was returned and comes again; something validated was changed.';
update identity i set pending_news = case
    when exists (select from identity_version r
      where r.organization_id = i.organization_id and r.account_id = i.account_id and r.state = 'returned'
        and r.version < i.version and r.version > coalesce(i.version_in_force, 0)) then 'corrected'
    when i.state = 'validated' then 'changed' else 'first' end
  where pending_state is not null;
alter table identity add constraint identity_pending_news check ((pending_state is null) = (pending_news is null));
create index identity_waiting_news on identity (organization_id, pending_state, pending_news, submitted_at, account_id)
  where pending_state is not null;

-- By when something was sent that is due at a moment: the way back of working_days_after. At a weekend nothing is due,
-- and what is due as Tuesday begins was sent on Saturday or later.
create function working_days_before(due timestamptz, days int, zone text) returns timestamptz
  language sql stable
  as $$
    select case when extract(isodow from sent) = 1 and sent = date_trunc('day', sent) then sent - interval '2 days'
      else sent end at time zone zone
    from (select case when extract(isodow from said) > 5 then date_trunc('week', said) + interval '7 days' else said end
      from (select due at time zone zone) as local (said)) as working (day)
    cross join lateral (select day - make_interval(days =>
      days + 2 * greatest(0, (days - extract(isodow from day)::int + 5) / 5))) as back (sent) $$;
comment on function working_days_before is
  'What was sent before it was due before that moment, what was sent at it or later was not: but for the hours in which a clock is put forward or back.';

-- What a reviewer's search looks in: with the name that was handed in, which the registry does not know yet.
alter table person_search add column waiting_words text collate "C";
comment on column person_search.waiting_words is
  'Of who has something under way: words, with the name that was handed in; of a draft that is its person''s.';
create index person_search_waiting on person_search using gin (organization_id, waiting_words gin_trgm_ops)
  with (fastupdate = off) where waiting_words is not null;

create or replace function note_changed_identities() returns trigger language plpgsql as $$
begin
  insert into person_changed (organization_id, account_id)
    select a.organization_id, a.account_id from after a join before b using (organization_id, account_id)
    where (a.state, a.display_name, a.personal_code, a.pending_state,
        case when a.pending_state <> 'draft' then a.pending_name end)
      is distinct from (b.state, b.display_name, b.personal_code, b.pending_state,
        case when b.pending_state <> 'draft' then b.pending_name end);
  return null;
end $$;

create function find_waiting(terms text[], most int) returns uuid[]
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
declare
  ids uuid[];
begin
  execute format('select array_agg(account_id) from (
      select account_id from person_search where organization_id = %L and waiting_words is not null %s limit %s) as found',
    current_organization(), (select string_agg(format('and waiting_words like %L',
      '%' || regexp_replace(term, '([\\%_])', '\\\1', 'g') || '%'), ' ') from unnest(terms) as term), most + 1) into ids;
  return case when cardinality(ids) > most then null else coalesce(ids, '{}') end;
end $$;
comment on function find_waiting is
  'Who of those that have something under way is called so, by trigrams; null: more than asked for. As the owner, because like is not leakproof (ruling 4); of this transaction''s organization alone.';
revoke all on function find_waiting from public;
grant execute on function find_waiting to :"runtime";

insert into person_changed (organization_id, account_id)
  select organization_id, account_id from identity where pending_state is not null;
