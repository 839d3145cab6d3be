-- Who acts on many may be erased later: the address that they acted from goes with them, as it does in the activity.

create or replace function erase_person(person uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp
  as $$
declare
  tenant uuid := current_organization();
begin
  -- Of the activity the acts stay; the values before and after go, and from where the person did things (ruling 21).
  delete from activity_detail d using activity a
    where d.organization_id = tenant and a.organization_id = tenant and a.id = d.activity_id and a.person_id = person;
  delete from activity_detail where organization_id = tenant and subject_id = person;
  update activity set ip = null
    where organization_id = tenant and ip is not null
      and (actor_id = person or (actor_id is null and person_id = person));
  -- Acts on many are records of the organization, and stay as the activity does.
  update invitation_batch set ip = null where organization_id = tenant and started_by = person;
  update import set ip = null
    where organization_id = tenant and person in (started_by, applied_by, approved_by, undone_by);
  -- Mails to whoever invited them, and answers to whoever registered them: a repeat is told that it was answered.
  delete from mail where organization_id = tenant
    and about_id in (select id from invitation where organization_id = tenant and account_id = person);
  update idempotent_answer set answer = null
    where organization_id = tenant and position(person::text in answer::text) > 0;
  -- The row last, and everything that belongs to it.
  delete from account where organization_id = tenant and id = person;
  return found;
end $$;

-- Of those who were erased before.
update invitation_batch b set ip = null
  where ip is not null
    and not exists (select from account where organization_id = b.organization_id and id = b.started_by);
update import i set ip = null
  where ip is not null and exists (
    select from unnest(array[started_by, applied_by, approved_by, undone_by]) as actor (id)
    where actor.id is not null
      and not exists (select from account a where a.organization_id = i.organization_id and a.id = actor.id));
