-- The life of an account: changed, suspended, closed, erased; and one founder, with an active account, always.

alter table account add column version int not null default 1;
comment on column account.version is 'Counts the changes by others than its person: whoever changes it names the one they saw.';

-- P22 as a constraint: the founder's account is one that is active. Whoever closes it while somebody hands the role
-- over to it waits for them, or they for whoever closes it; one of the two is refused (F23).
alter table account add constraint account_state_of_id unique (organization_id, id, state);
alter table organization_settings
  add column founder_state text not null generated always as ('active') stored;
comment on column organization_settings.founder_state is 'What the state of the founder''s account must be: part of the key to it.';
alter table organization_settings drop constraint organization_settings_organization_id_founder_id_fkey;
alter table organization_settings add constraint organization_founder_active
  foreign key (organization_id, founder_id, founder_state) references account (organization_id, id, state)
  deferrable initially deferred;

-- An erased account is a row that is gone: nothing of it can come back by a request that was under way. What it did to
-- others stays, and names it by an id that leads nowhere, as the activity does.
alter table permission_grant drop constraint permission_grant_organization_id_granted_by_fkey;
alter table invitation drop constraint invitation_organization_id_invited_by_fkey;
alter table invitation_batch drop constraint invitation_batch_organization_id_started_by_fkey;
create index permission_grant_by_giver on permission_grant (organization_id, granted_by) where ended_at is null;

-- What belongs to an account goes with it. The program's role still deletes none of these rows: only the function below
-- does. A table that refers to an account without saying so makes an erasure fail, so that none is forgotten.
do $$
declare
  key record;
begin
  for key in select conrelid::regclass as of, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where contype = 'f' and confrelid in ('account'::regclass, 'identity'::regclass, 'invitation'::regclass)
      and conname <> 'organization_founder_active'
  loop
    execute format('alter table %s drop constraint %I, add constraint %I %s on delete cascade',
      key.of, key.name, key.name, key.definition);
  end loop;
end $$;

create index activity_detail_by_subject on activity_detail (organization_id, subject_id);
create function erase_person(person uuid) returns boolean
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
  -- Mails to whoever invited them, and answers to whoever registered them: a repeat is told that it was answered.
  delete from mail where organization_id = tenant
    and about_id in (select id from invitation where organization_id = tenant and account_id = person);
  update idempotent_answer set answer = null
    where organization_id = tenant and position(person::text in answer::text) > 0;
  -- The row last, and everything that belongs to it.
  delete from account where organization_id = tenant and id = person;
  return found;
end $$;
comment on function erase_person is
  'The one way by which a person goes: every row about them, in the organization of the transaction. False: there is none.';
revoke all on function erase_person(uuid) from public;
grant execute on function erase_person(uuid) to :"runtime";
