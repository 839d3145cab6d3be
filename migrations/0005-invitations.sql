-- Asking one person in: who asked, how it was delivered, its one live link, its state and its timeline.

create table invitation (
  organization_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  invited_by uuid not null,
  state text not null check (state in
    ('unsent', 'scheduled', 'queued', 'sent', 'handed_over', 'bounced', 'opened', 'accepted', 'revoked')),
  channel text not null check (channel in ('email', 'link', 'none')),
  language text not null,
  message text check (length(message) <= 1000),
  nonce bytea not null check (length(nonce) = 32),
  key_id text not null,
  generation int not null default 1 check (generation > 0),
  valid_days int not null check (valid_days between 1 and 30),
  send_at timestamptz,
  sent_at timestamptz,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (organization_id, id),
  foreign key (organization_id, account_id) references account,
  foreign key (organization_id, invited_by) references account
);
comment on column invitation.generation is 'A link names its generation; resending adds one and so ends the link before it.';
comment on column invitation.expires_at is 'Set when a link goes out. "Expired" is asked of the clock, never stored.';
create unique index invitation_pending_once on invitation (organization_id, account_id)
  where state not in ('accepted', 'revoked');
create index invitation_by_state on invitation (organization_id, state, id);
create index invitation_of_account on invitation (organization_id, account_id);
call protect_tenant('invitation');
grant select, insert, update on invitation to :"runtime";

create table invitation_event (
  organization_id uuid not null,
  id uuid not null,
  invitation_id uuid not null,
  kind text not null,
  at timestamptz not null default clock_timestamp(),
  actor_id uuid,
  response text check (length(response) <= 500),
  primary key (organization_id, id),
  foreign key (organization_id, invitation_id) references invitation
);
create index invitation_timeline on invitation_event (organization_id, invitation_id, at, id);
call protect_tenant('invitation_event');
grant select, insert on invitation_event to :"runtime";
