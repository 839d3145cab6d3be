-- A new order, the best match: while somebody types a name, who is called so comes first, and is found without reading
-- through all who come before them in the alphabet. And an address is found by what stands before its @.

create or replace function find_people(
  terms text[], states text[], identity_states text[], populations text[], application text,
  sort text, after uuid, most int
) returns table (ids uuid[], matching int, is_all boolean)
  language plpgsql stable security definer set search_path = public, pg_temp
  as $$
declare
  tenant constant uuid := current_organization();
  counted constant int := 10000;
  direction constant text := case when sort in ('newest', 'name_desc', 'code_desc') then 'desc' else 'asc' end;
  key constant text := case when sort like 'name%' or sort = 'best' then 'name' when sort like 'code%' then 'code' end;
  ordering constant text := concat_ws(', ', key || ' ' || direction, 'account_id ' || direction);
  columns constant text := concat_ws(', ', key, 'account_id', 'words');
  -- Three letters or digits in a row are found by their trigrams, fewer only where a word begins with them.
  is_indexed constant boolean := exists (select from unnest(terms) as term where term ~ '[[:alnum:]]{3}');
  is_typed constant boolean := cardinality(terms) > 0;
  -- The best match: whose name begins with all that was typed stands before everybody else.
  is_best constant boolean := is_typed and sort = 'best';
  opening constant text := array_to_string(terms, ' ');
  opens constant text := format('name >= %L and name < %L', opening, opening || U&'\+10FFFF');
  ranking constant text := case when is_best then format('not (%s), ', opens) else '' end || ordering;
  ours constant text := format('from person_search where organization_id = %L and ', tenant);
  beyond text := '';
  beyond_ranked text := '';
  is_past_openers boolean := false;
  kinds smallint[];
  walk text;
  openers text;
  hits text;
  begins text;
  indexed text;
  filters text;
  holders uuid[];
  holds text := 'true';
  is_sorted boolean;
  sampled int;
  sampled_hits int;
begin
  ids := '{}';
  matching := 0;
  is_all := true;
  if after is not null then
    select format(
      case when key is null then 'and account_id %1$s %2$L' else 'and (%3$I, account_id) %1$s (%4$L, %2$L)' end,
      case direction when 'desc' then '<' else '>' end, after, key, case key when 'name' then name else code end),
      is_best and not starts_with(name, opening)
      into beyond, is_past_openers from person_search where organization_id = tenant and account_id = after;
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
  beyond_ranked := beyond;
  if is_past_openers then
    walk := people_in_order(kinds, columns, format('%s and not (%s)', beyond, opens), ordering);
    beyond_ranked := format('%s and not (%s)', beyond, opens);
  elsif is_best then
    openers := people_in_order(kinds, columns, format('%s and %s', beyond, opens), ordering);
    walk := format('select * from (%s union all %s) as walk',
      openers, people_in_order(kinds, columns, format('and not (%s)', opens), ordering));
    beyond_ranked := format('and (not (%s) or (true %s))', opens, beyond);
  end if;

  -- Of an address what stands before the @ says more than trigrams that everybody has.
  select coalesce(string_agg(format('words like %L', '%' || escaped || '%'), ' and '), 'true'),
    coalesce(string_agg(format('words like %L', '% ' || escaped || '%'), ' and '), 'true'),
    coalesce(string_agg(case when term ~ '[[:alnum:]]{3}[^@]*@' then format('words like %L and words || '''' like %L',
      '%' || split_part(escaped, '@', 1) || '%', '%' || escaped || '%')
      else format('words like %L', '%' || escaped || '%') end, ' and '), 'true')
    into hits, begins, indexed
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
        ranking, beyond_ranked, most, ours, holders, kinds, hits) into ids, matching;
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

  -- Whose name begins with it is met at once; they are counted as far as an index is soon read.
  if openers is not null and application is null then
    execute format('select coalesce(array_agg(account_id), ''{}'') from (%s limit %s) as page', openers, most) into ids;
    if cardinality(ids) = most then
      execute format('select count(*) from (select %s kind = any(%L) and %s limit %s) as openers',
        ours, kinds, opens, counted) into matching;
      matching := greatest(matching, sampled_hits);
      is_all := false;
      return next; return;
    end if;
  end if;

  -- Many fit: a page of them is soon met in the order of the list.
  is_sorted := is_typed and application is null and sampled_hits <= 20;
  if not is_sorted then
    execute format('select coalesce(array_agg(account_id), ''{}'') from (
        select account_id from (%s limit 60000) as walk where %s and %s limit %s) as page', walk, hits, holds, most) into ids;
    is_all := false;
    matching := greatest(sampled_hits, cardinality(ids));
    if cardinality(ids) = most then return next; return; end if;
    is_sorted := is_typed and application is null and sampled_hits <= 200;
  end if;

  -- Few fit: their trigrams name them all, and they are sorted. Of one or two letters, where a word begins with them.
  if is_sorted then
    filters := concat_ws(' and ', case when is_indexed then indexed else begins end,
      case when cardinality(states) = 1 then format('state = %L', states[1]) end,
      case when cardinality(identity_states) = 1 then format('identity_state = %L', identity_states[1]) end,
      case when cardinality(populations) = 1 then format('population = %L', populations[1]) end,
      format('kind = any(%L)', kinds));
    execute format('select coalesce((array_agg(account_id order by %s) filter (where true %s))[1:%s], ''{}''), count(*) %s %s',
      ranking, beyond_ranked, most, ours, filters) into ids, matching;
    is_all := is_indexed and matching <= counted;
    matching := greatest(least(matching, counted), cardinality(ids));
    return next; return;
  end if;

  -- They stand far down.
  execute format('select coalesce(array_agg(account_id), ''{}'') from (%s where %s and %s limit %s) as page',
    walk, hits, holds, most) into ids;
  matching := greatest(matching, cardinality(ids));
  return next;
end $$;
