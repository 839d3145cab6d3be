-- Every mail is a row with a state of its own; the job that sends it carries only ids.

create table mail (
  organization_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  language text not null,
  data jsonb not null default '{}',
  about_id uuid not null,
  generation int not null default 1,
  state text not null check (state in ('queued', 'sending', 'sent', 'refused', 'kept', 'dropped')),
  claim uuid,
  claimed_at timestamptz,
  attempts int not null default 0,
  subject text check (length(subject) <= 500),
  response text check (length(response) <= 500),
  created_at timestamptz not null default now(),
  send_at timestamptz,
  finished_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, account_id) references account,
  constraint mail_once unique (organization_id, about_id, kind, generation)
);
comment on column mail.data is 'What the template needs beside the rows it is about; never a link or a token.';
comment on column mail.subject is 'As it was sent or kept: names the organization, never a person.';
comment on column mail.about_id is 'The invitation, reset or account that the mail is about.';
comment on column mail.claim is 'The attempt that is sending it now; a late writer with another claim is refused.';
create index mail_newest on mail (organization_id, state, id);
create index mail_of_account on mail (organization_id, account_id);
call protect_tenant('mail');
grant select, insert, update on mail to :"runtime";
