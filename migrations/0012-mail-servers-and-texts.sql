-- What an organization decides about its mails: the server that sends them, and their words.

create table organization_mail_server (
  organization_id uuid primary key references organization,
  host text not null check (length(host) between 1 and 253),
  port int not null check (port between 1 and 65535),
  security text not null check (security in ('tls', 'starttls', 'none')),
  username text check (length(username) between 1 and 254),
  password_sealed text check (length(password_sealed) <= 4000),
  revision uuid not null,
  changed_at timestamptz not null default now()
);
comment on table organization_mail_server is 'Where SMTP_URL is set, it wins and this is not asked.';
comment on column organization_mail_server.password_sealed is
  'Encrypted by a key derived from FOYER_SECRET, and bound to the organization (server/platform/seal.ts).';
comment on column organization_mail_server.revision is
  'Another one after each change: by it every process sees that its open connections are outdated.';
call protect_tenant('organization_mail_server');
grant select, insert, update, delete on organization_mail_server to :"runtime";

create table mail_text (
  organization_id uuid not null references organization,
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  language text collate "C" not null check (language ~ '^[a-z]{2,3}(-[A-Z]{2})?$'),
  texts jsonb not null check (jsonb_typeof(texts) = 'object'),
  version int not null default 1,
  changed_at timestamptz not null default now(),
  primary key (organization_id, kind, language)
);
comment on table mail_text is 'The words of an organization in place of the catalog''s; without a row the catalog''s stand.';
comment on column mail_text.texts is
  'Subject, heading, body and button with placeholders in braces, as contract/mail-texts.ts checks them.';
call protect_tenant('mail_text');
grant select, insert, update, delete on mail_text to :"runtime";
