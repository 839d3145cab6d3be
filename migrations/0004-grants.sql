-- Who holds which permission. The founder's are fixed and have no rows.

create table permission_grant (
  organization_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  application text not null,
  permission text not null,
  granted_by uuid not null,
  reason text check (length(reason) <= 300),
  valid_from timestamptz,
  valid_until timestamptz,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by uuid,
  version int not null default 1,
  primary key (organization_id, id),
  foreign key (organization_id, account_id) references account,
  foreign key (organization_id, granted_by) references account,
  constraint permission_grant_dates check (valid_until > valid_from)
);
comment on column permission_grant.valid_until is 'The instant at which it ends: the start of the day after the one that was named.';
comment on column permission_grant.ended_at is 'Withdrawn, before or after its dates. An ended row stays.';
create unique index permission_grant_held_once on permission_grant (organization_id, account_id, application, permission)
  where ended_at is null;
create index permission_grant_by_permission on permission_grant (organization_id, application, permission, id)
  where ended_at is null;
call protect_tenant('permission_grant');
grant select, insert, update on permission_grant to :"runtime";

-- Where the floors meet: one row per account with all that a request must know about its caller.
create view actor with (security_invoker = true) as
  select p.organization_id, p.id as account_id, p.email, p.username, p.language, p.state as account_state,
    p.identity_state, p.personal_code, p.name,
    s.founder_id = p.id as is_founder,
    s.name as organization_name, o.slug as organization_slug, s.time_zone,
    (select coalesce(array_agg(distinct g.application || ':' || g.permission), '{}')
      from permission_grant g
      where g.organization_id = p.organization_id and g.account_id = p.id and g.ended_at is null
        and (g.valid_from is null or g.valid_from <= now()) and (g.valid_until is null or g.valid_until > now())
    ) as granted
  from person p
  join organization o on o.id = p.organization_id
  join organization_settings s on s.organization_id = p.organization_id;
grant select on actor to :"runtime";
