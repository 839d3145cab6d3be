-- The tenant, and the two walls around its rows.
-- :"runtime" is the role the program runs as; this file is executed by the owner role.

create function current_organization() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('foyer.organization_id', true), '')::uuid $$;
comment on function current_organization() is
  'The organization of this transaction, set by withOrganization; null outside one, so that no row is seen.';

create procedure protect_tenant(tenant regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', tenant);
  execute format('alter table %s force row level security', tenant);
  execute format(
    'create policy own_organization on %s to :"runtime" using (organization_id = current_organization())
       with check (organization_id = current_organization())', tenant);
  -- FORCE binds the owner too: without this a backfill in a migration would change nothing, silently.
  execute format('create policy owner_migrates on %s to %I using (true) with check (true)', tenant, current_user);
end $$;
comment on procedure protect_tenant is 'Row-level security, forced, for a table that leads with organization_id.';

create table organization (
  id uuid primary key,
  slug text collate "C" not null unique check (slug ~ '^[a-z0-9](-?[a-z0-9])*$' and length(slug) between 2 and 63)
);
comment on table organization is
  'The one table readable before an organization is known: nothing but its id and its part of an address.';
grant select, insert on organization to :"runtime";

create table founding (
  id uuid primary key,
  nonce bytea not null check (length(nonce) = 32),
  key_id text not null,
  created_at timestamptz not null default now(),
  founded_at timestamptz
);
comment on table founding is
  'A set-up link that was printed. Its id becomes the id of the organization; used once, by founded_at.';
grant select, insert, update (founded_at) on founding to :"runtime";

create table organization_settings (
  organization_id uuid primary key references organization,
  name text not null check (length(name) between 1 and 100),
  founder_id uuid not null,
  language text not null default 'en',
  time_zone text not null default 'UTC',
  invitation_days int not null default 7 check (invitation_days between 1 and 30),
  created_at timestamptz not null default now()
);
comment on column organization_settings.founder_id is
  'Exactly one founder, always: one row, not null. The key to account is checked at commit.';
call protect_tenant('organization_settings');
grant select, insert, update on organization_settings to :"runtime";
