-- Asked every second, and answered from one entry of an index for each organization: nobody counts a hundred thousand.

create function organizations_to_refresh() returns setof uuid
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select id from organization as o where exists (select from person_changed as c where c.organization_id = o.id) $$;
comment on function organizations_to_refresh() is
  'As the owner, because the runtime role sees one organization at a time: whose search has changes to take in.';
revoke all on function organizations_to_refresh() from public;
grant execute on function organizations_to_refresh() to :"runtime";
