-- Level 1: the sign-in.

create table account (
  organization_id uuid not null references organization,
  id uuid not null,
  email text not null check (length(email) <= 254),
  email_canonical text collate "C" not null check (length(email_canonical) <= 254),
  username text not null,
  username_canonical text collate "C" not null check (username_canonical ~ '^[a-z0-9._-]{3,64}$'),
  population text not null default 'internal' check (population in ('internal', 'external')),
  language text not null,
  state text not null default 'invited' check (state in ('invited', 'active', 'suspended', 'closed')),
  created_at timestamptz not null default now(),
  activated_at timestamptz,
  primary key (organization_id, id),
  constraint account_email_taken unique (organization_id, email_canonical),
  constraint account_username_taken unique (organization_id, username_canonical)
);
comment on column account.email is 'As typed. The canonical form is computed by contract/email-address.ts, once.';
comment on column account.username_canonical is 'No @, so that one name space serves for signing in.';
call protect_tenant('account');
grant select, insert, update on account to :"runtime";

alter table organization_settings add foreign key (organization_id, founder_id)
  references account (organization_id, id) deferrable initially deferred;

create table password (
  organization_id uuid not null,
  account_id uuid not null,
  hash text not null check (hash like '$argon2id$%'),
  changed_at timestamptz not null default now(),
  primary key (organization_id, account_id),
  foreign key (organization_id, account_id) references account
);
comment on table password is 'Apart from the account, so that no list of accounts can ever select a hash.';
call protect_tenant('password');
grant select, insert, update on password to :"runtime";

create table session (
  organization_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  secret_hash bytea not null check (length(secret_hash) = 32),
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  idle_seconds int not null,
  fresh_at timestamptz not null default now(),
  ended_at timestamptz,
  ip text,
  user_agent text,
  primary key (organization_id, id),
  foreign key (organization_id, account_id) references account
);
comment on column session.secret_hash is 'SHA-256 of the cookie''s 256 random bits.';
comment on column session.fresh_at is 'When the password was last given; some acts ask for a recent one.';
create index session_of_account on session (organization_id, account_id) where ended_at is null;
call protect_tenant('session');
grant select, insert, update on session to :"runtime";

create table password_reset (
  organization_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  nonce bytea not null check (length(nonce) = 32),
  key_id text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  voided_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, account_id) references account
);
comment on column password_reset.voided_at is 'Ended by a newer one, or by any change of password or email (T28).';
create index password_reset_pending on password_reset (organization_id, account_id)
  where used_at is null and voided_at is null;
call protect_tenant('password_reset');
grant select, insert, update on password_reset to :"runtime";
