-- Reading the activity: in an order that holds, by person and by kind of act; and keys for programs.

create table api_key (
  organization_id uuid not null references organization,
  id uuid not null,
  account_id uuid not null,
  name text not null check (length(name) between 1 and 64),
  permissions text[] not null check (cardinality(permissions) between 1 and 100),
  secret_hash bytea not null check (length(secret_hash) = 32),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  primary key (organization_id, id),
  foreign key (organization_id, account_id) references account,
  check (expires_at > created_at)
);
comment on column api_key.account_id is 'Its maker: the key may do what they may, at most, and ends with them (ruling 20).';
comment on column api_key.secret_hash is 'SHA-256 of the key''s 256 random bits.';
comment on column api_key.expires_at is 'The instant at which it ends: the start of the day after the one that was named.';
comment on column api_key.last_used_at is 'Noted once a minute at most.';
call protect_tenant('api_key');
grant select, insert, update (last_used_at, revoked_at, revoked_by) on api_key to :"runtime";

-- Whom an entry is about: filters by person ask one index, whatever kind of thing the act was done to.
create function person_of(tenant uuid, kind text, thing uuid) returns uuid
  language sql stable parallel safe
  as $$ select case kind
    when 'account' then thing
    when 'invitation' then (select account_id from invitation where organization_id = tenant and id = thing)
    when 'grant' then (select account_id from permission_grant where organization_id = tenant and id = thing)
    when 'mail' then (select account_id from mail where organization_id = tenant and id = thing)
    when 'session' then (select account_id from session where organization_id = tenant and id = thing)
    when 'api_key' then (select account_id from api_key where organization_id = tenant and id = thing)
  end $$;
comment on function person_of is 'The account that a thing belongs to; null for what is nobody''s. Sees no more than its caller.';

alter table activity
  add column position bigint generated always as identity,
  add column area text generated always as (split_part(action, '.', 1)) stored,
  add column person_id uuid,
  add column api_key_id uuid,
  add column count int check (count > 0);
comment on column activity.position is
  'Orders the entries of one transaction, which have one time. Runs across organizations: never told to anybody.';
comment on column activity.area is 'The part of the act before its dot.';
comment on column activity.person_id is 'The account that the subject belongs to, as person_of found it.';
comment on column activity.api_key_id is 'The key by which a program did it in the name of the actor.';
comment on column activity.count is 'How many a bulk act was about, its subject standing for all; null: one.';
update activity set person_id = person_of(organization_id, subject_type, subject_id);

-- One index for each filter, all in the order of the list; the time is a range in any of them.
drop index activity_by_subject;
drop index activity_by_actor;
create index activity_by_time on activity (organization_id, at, position);
create index activity_by_actor on activity (organization_id, actor_id, at, position);
create index activity_by_person on activity (organization_id, person_id, at, position);
create index activity_by_area on activity (organization_id, area, at, position);
create index activity_by_action on activity (organization_id, action, at, position);

-- Where the floors meet: an entry with the names of today, which its sentence needs.
create view activity_line with (security_invoker = true) as
  select e.organization_id, e.id, e.at, e.position, e.area, e.action, e.actor_id, e.person_id, e.subject_type,
    e.subject_id, e.ip, e.request_id, e.fields, e.count, e.api_key_id,
    actor.name as actor_name, actor.email as actor_email,
    person.name as person_name, person.email as person_email, person.username as person_username,
    used.name as api_key_name,
    coalesce(permission_grant.application || ':' || permission_grant.permission, mail.kind, api_key.name) as subject_name,
    exists (select from activity_detail d where d.organization_id = e.organization_id and d.activity_id = e.id)
      as has_detail
  from activity e
  left join person actor on actor.organization_id = e.organization_id and actor.id = e.actor_id
  left join person on person.organization_id = e.organization_id and person.id = e.person_id
  left join api_key used on used.organization_id = e.organization_id and used.id = e.api_key_id
  left join permission_grant on e.subject_type = 'grant'
    and permission_grant.organization_id = e.organization_id and permission_grant.id = e.subject_id
  left join mail on e.subject_type = 'mail' and mail.organization_id = e.organization_id and mail.id = e.subject_id
  left join api_key on e.subject_type = 'api_key'
    and api_key.organization_id = e.organization_id and api_key.id = e.subject_id;
grant select on activity_line to :"runtime";

-- Home: who came in lately.
create index account_came_in on account (organization_id, activated_at) where activated_at is not null;
