-- The one way to search people: as the owner, because like is not leakproof and its index unused by the runtime role (ruling 4).

create function people_in_order(kinds smallint[], columns text, beyond text, ordering text) returns text
  language sql stable set search_path = public, pg_temp
  as $$
    select format('select * from (select * from (%s) as everybody order by %s offset 0) as walk', string_agg(format(
      '(select %s from person_search where organization_id = %L and kind = %s %s order by %s)',
      columns, current_organization(), kind, beyond, ordering), ' union all '), ordering)
    from unnest(kinds) as kind $$;
comment on function people_in_order is
  'A query for everybody of these kinds in the order of a list: ranges of one index, merged, read no further than somebody asks.';

create function find_people(
  terms text[], states text[], identity_states text[], populations text[], application text,
  sort text, after uuid, most int
) returns table (ids uuid[], matching int, is_all boolean)
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
declare
  tenant constant uuid := current_organization();
  counted constant int := 10000;
  direction constant text := case when sort in ('newest', 'name_desc', 'code_desc') then 'desc' else 'asc' end;
  key constant text := case when sort like 'name%' then 'name' when sort like 'code%' then 'code' end;
  ordering constant text := concat_ws(', ', key || ' ' || direction, 'account_id ' || direction);
  columns constant text := concat_ws(', ', key, 'account_id', 'words');
  -- Three letters or digits in a row are found by their trigrams, fewer only where a word begins with them.
  is_indexed constant boolean := exists (select from unnest(terms) as term where term ~ '[[:alnum:]]{3}');
  is_typed constant boolean := cardinality(terms) > 0;
  ours constant text := format('from person_search where organization_id = %L and ', tenant);
  beyond text := '';
  kinds smallint[];
  walk text;
  hits text;
  begins text;
  filters text;
  holders uuid[];
  holds text := 'true';
  seen int;
  sampled int;
  sampled_hits int;
begin
  ids := '{}';
  matching := 0;
  is_all := true;
  if after is not null then
    select format(
      case when key is null then 'and account_id %1$s %2$L' else 'and (%3$I, account_id) %1$s (%4$L, %2$L)' end,
      case direction when 'desc' then '<' else '>' end, after, key, case key when 'name' then name else code end)
      into beyond from person_search where organization_id = tenant and account_id = after;
  end if;
  -- Only kinds that somebody is of: each is a range of the walk.
  select array_agg(kind) into kinds
  from unnest(coalesce(states, '{invited,active,suspended,closed}')) as s,
    unnest(coalesce(identity_states, '{none,draft,submitted,returned,validated}')) as i,
    unnest(coalesce(populations, '{internal,external}')) as p,
    person_kind(s, i, p) as kind
  where exists (select from person_search as one where one.organization_id = tenant and one.kind = person_kind(s, i, p));
  if kinds is null or beyond is null then return next; return; end if;
  walk := people_in_order(kinds, columns, beyond, ordering);

  select coalesce(string_agg(format('words like %L', '%' || escaped || '%'), ' and '), 'true'),
    coalesce(string_agg(format('words like %L', '% ' || escaped || '%'), ' and '), 'true')
    into hits, begins
  from unnest(terms) as term, regexp_replace(term, '([\\%_])', '\\\1', 'g') as escaped;

  if application is not null then
    select array_agg(account_id) into holders from (
      (select g.account_id from permission_grant as g
        where g.organization_id = tenant and g.application = find_people.application and g.ended_at is null
          and (g.valid_from is null or g.valid_from <= now()) and (g.valid_until is null or g.valid_until > now())
        limit counted)
      union select founder_id from organization_settings where organization_id = tenant) as held;
    -- Few of them: looked up one by one.
    if cardinality(holders) < counted / 2 then
      execute format('select coalesce((array_agg(account_id order by %s) filter (where true %s))[1:%s], ''{}''), count(*) %s
          account_id = any(%L) and kind = any(%L) and %s',
        ordering, beyond, most, ours, holders, kinds, hits) into ids, matching;
      return next; return;
    end if;
    holds := format(
      'exists (select from permission_grant as g where g.organization_id = %L and g.account_id = walk.account_id
         and g.application = %L and g.ended_at is null and (g.valid_from is null or g.valid_from <= now())
         and (g.valid_until is null or g.valid_until > now()))', tenant, application);
  end if;

  -- Nothing is asked but what the order's index holds.
  if not is_typed and application is null then
    execute format('select coalesce(array_agg(account_id), ''{}'') from (%s limit %s) as page', walk, most) into ids;
    select count(*) into matching from (
      select from person_search as one where one.organization_id = tenant and one.kind = any(kinds)
      limit counted + 1) as people;
    is_all := matching <= counted;
    matching := least(matching, counted);
    return next; return;
  end if;

  -- A small organization is read through.
  execute format('select count(*), count(*) filter (where kind = any(%L) and %s) %s right(account_id::text, 2) = ''00''',
    kinds, hits, ours) into sampled, sampled_hits;
  if sampled < 64 then
    execute format('select coalesce((array_agg(account_id))[1:%s], ''{}''), count(*) from (%s where %s and %s) as page',
      most, walk, hits, holds) into ids, matching;
    return next; return;
  end if;

  -- Few fit: their trigrams name them all, and they are sorted. Of one or two letters, where a word begins with them.
  filters := concat_ws(' and ', case when is_indexed then hits else begins end,
    case when cardinality(states) = 1 then format('state = %L', states[1]) end,
    case when cardinality(identity_states) = 1 then format('identity_state = %L', identity_states[1]) end,
    case when cardinality(populations) = 1 then format('population = %L', populations[1]) end,
    format('kind = any(%L)', kinds));
  if is_typed and application is null and sampled_hits <= 20 then
    execute format('select coalesce((array_agg(account_id order by %s) filter (where true %s))[1:%s], ''{}''), count(*) %s %s',
      ordering, beyond, most, ours, filters) into ids, matching;
    is_all := is_indexed and matching <= counted;
    matching := least(matching, counted);
    return next; return;
  end if;

  -- Many fit: a page of them is soon met in the order of the list, or they are sorted too, or met late.
  matching := sampled_hits;
  is_all := false;
  execute format('select coalesce(array_agg(account_id), ''{}'') from (
      select account_id from (%s limit 60000) as walk where %s and %s limit %s) as page', walk, hits, holds, most) into ids;
  if cardinality(ids) < most and is_typed and application is null and sampled_hits <= 200 then
    execute format('select coalesce((array_agg(account_id order by %s) filter (where true %s))[1:%s], ''{}''), count(*) %s %s',
      ordering, beyond, most, ours, filters) into ids, matching;
    is_all := is_indexed and matching <= counted;
    matching := least(matching, counted);
  elsif cardinality(ids) < most then
    execute format('select coalesce(array_agg(account_id), ''{}'') from (%s where %s and %s limit %s) as page',
      walk, hits, holds, most) into ids;
  end if;
  matching := greatest(matching, cardinality(ids));
  return next;
end $$;
comment on function find_people is
  'A page of the people whose words hold all terms, in this order: their ids, and how many there are (at least, unless is_all). Terms are folded by the program; of this transaction''s organization alone.';
revoke all on function people_in_order, find_people from public;
grant execute on function find_people to :"runtime";

create function people_to_refresh() returns table (organization_id uuid, waiting bigint, oldest_seconds double precision)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select c.organization_id, count(*), greatest(0, extract(epoch from now() - min(c.changed_at)))
    from person_changed as c group by 1 $$;
comment on function people_to_refresh() is
  'As the owner, because the runtime role sees one organization at a time: which have changes that the search does not know yet.';
revoke all on function people_to_refresh() from public;
grant execute on function people_to_refresh() to :"runtime";
