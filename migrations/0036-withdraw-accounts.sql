-- Undoing an import: accounts that nobody used are gone as if they had never been registered (ruling 18). And what an
-- import holds about a person goes when they are erased (ruling 21).

create function erase_import_rows() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  -- An import that is undone keeps its rows: they say what became of them.
  if current_setting('foyer.withdrawing', true) = 'on' then return null; end if;
  delete from import_row r where r.organization_id = old.organization_id
    and (r.account_id = old.id or r.email_canonical = old.email_canonical
      or (r.email_canonical is null and exists (
        select from unnest(r.cells) as cell where lower(trim(cell)) = old.email_canonical)));
  update import set columns = (select coalesce(jsonb_agg(c || '{"samples": []}'), '[]') from jsonb_array_elements(columns) as c)
    where organization_id = old.organization_id and state = 'mapping';
  return null;
end $$;
create trigger erase_import_rows after delete on account for each row execute function erase_import_rows();

create function withdraw_accounts(accounts uuid[]) returns setof uuid
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  tenant uuid := current_organization();
  unused uuid[];
begin
  -- Who joins at this moment waits here, or is waited for.
  select array_agg(id) into unused from (
    select a.id from account a
    where a.organization_id = tenant and a.id = any (accounts) and a.state = 'invited'
      and not exists (select from password p where p.organization_id = tenant and p.account_id = a.id)
      and not exists (select from activity e where e.organization_id = tenant and e.person_id = a.id and e.actor_id is not null)
    order by a.id for update) as locked;
  if unused is null then return; end if;
  perform set_config('foyer.withdrawing', 'on', true);
  -- All that belongs to an account goes with it.
  delete from account where organization_id = tenant and id = any (unused);
  perform set_config('foyer.withdrawing', 'off', true);
  return query select unnest(unused);
end $$;
comment on function withdraw_accounts(uuid[]) is
  'As the owner, because the runtime role may not delete accounts; of the transaction''s organization alone, and only those '
  'that were invited, never joined, and that nobody has changed. Returns those that are gone; the activity stays.';
revoke all on function withdraw_accounts(uuid[]) from public;
grant execute on function withdraw_accounts(uuid[]) to :"runtime";
