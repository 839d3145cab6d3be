-- Level 2: the form of the organization, and the personal data by version.

create table identity_form (
  organization_id uuid not null references organization,
  version int not null check (version >= 1),
  allows_alias boolean not null,
  sections jsonb not null,
  changed_at timestamptz not null default now(),
  changed_by uuid,
  primary key (organization_id, version)
);
comment on table identity_form is
  'Every version of the form, the newest being in use. No row: the default form, version 1, as the program has it.';
call protect_tenant('identity_form');
grant select, insert on identity_form to :"runtime";

alter table identity
  add column version int not null default 1 check (version >= 0),
  add column version_in_force int,
  add column pending_state text check (pending_state in ('draft', 'submitted', 'returned')),
  add column submitted_at timestamptz,
  add column pending_name text check (length(pending_name) between 1 and 200);
update identity set version_in_force = version where state = 'validated';
comment on column identity.state is 'Of the version in force; while there is none, of the one under way (ruling 15).';
comment on column identity.version is 'The newest. Every change of what it holds makes it greater, so that a reviewer''s number names what they saw.';
comment on column identity.pending_state is 'Of the newest version while it is not the one in force; null: nothing is under way.';
comment on column identity.submitted_at is 'When the newest version was last handed in.';
comment on column identity.pending_name is 'As display_name, by the version under way: for reviewers.';
create index identity_waiting on identity (organization_id, pending_state, submitted_at, account_id)
  where pending_state is not null;
create index identity_validated on identity (organization_id, validated_at) where validated_at is not null;

create table identity_version (
  organization_id uuid not null,
  account_id uuid not null,
  version int not null check (version >= 1),
  state text not null check (state in ('draft', 'submitted', 'returned', 'withdrawn', 'validated')),
  form_version int not null check (form_version >= 1),
  alias text check (length(alias) between 1 and 100),
  fields jsonb not null default '{}',
  sealed jsonb not null default '{}',
  reasons jsonb not null default '{}',
  saved_at timestamptz not null default now(),
  saved_by uuid,
  submitted_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  primary key (organization_id, account_id, version),
  foreign key (organization_id, account_id) references identity
);
comment on table identity_version is
  'What an identity holds: a draft is changed in place and counted up; what was handed in stays as it was seen.';
comment on column identity_version.state is 'withdrawn: changed by its person before anybody decided.';
comment on column identity_version.sealed is 'Sensitive fields, encrypted one by one with a key made from FOYER_SECRET.';
comment on column identity_version.reasons is 'Why a field was returned.';
comment on column identity_version.decided_by is 'Null for what took effect by itself: the founder''s first, changes of nothing verified.';
call protect_tenant('identity_version');
grant select, insert, update, delete on identity_version to :"runtime";

create table identity_request (
  organization_id uuid not null,
  account_id uuid not null,
  id uuid not null,
  asked_at timestamptz not null default now(),
  asked_by uuid not null,
  times int not null default 1,
  primary key (organization_id, account_id),
  foreign key (organization_id, account_id) references account
);
comment on table identity_request is 'Who was asked last to complete their own data, when, and how often.';
call protect_tenant('identity_request');
grant select, insert, update, delete on identity_request to :"runtime";
