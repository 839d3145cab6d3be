-- Level 2: the state of the digital identity and its personal code. The personal data itself follows with
-- the identity form; permissions ask for the state from the first day (ruling 14).

create table identity (
  organization_id uuid not null,
  account_id uuid not null,
  state text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'validated')),
  personal_code text collate "C" check (personal_code ~ '^[1-9][0-9]{7}$'),
  display_name text check (length(display_name) between 1 and 200),
  validated_at timestamptz,
  primary key (organization_id, account_id),
  foreign key (organization_id, account_id) references account,
  constraint identity_personal_code unique (organization_id, personal_code),
  check (state <> 'validated' or personal_code is not null)
);
comment on table identity is 'No row means: no identity yet (state none).';
call protect_tenant('identity');
grant select, insert, update on identity to :"runtime";

create table personal_code_counter (
  organization_id uuid primary key references organization,
  next_code int not null default 10000001 check (next_code between 10000001 and 100000000)
);
comment on table personal_code_counter is 'n codes are taken in one update; never reused.';
call protect_tenant('personal_code_counter');
grant select, insert, update on personal_code_counter to :"runtime";

-- A person as lists and pages name them; the one place where other floors read names.
create view person with (security_invoker = true) as
  select a.organization_id, a.id, a.email, a.email_canonical, a.username, a.username_canonical, a.language,
    a.population, a.state, coalesce(i.display_name, a.username) as name,
    coalesce(i.state, 'none') as identity_state, i.personal_code,
    i.account_id is not null as has_identity
  from account a
  left join identity i on i.organization_id = a.organization_id and i.account_id = a.id;
grant select on person to :"runtime";
