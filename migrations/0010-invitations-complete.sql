-- Invitations to rely on: reminders, limits on sending, many at once, and the indexes of their list.

-- What the list is searched, filtered and sorted by stands in one row of one table, because no index spans two.
alter table invitation
  add column version int not null default 1,
  add column population text not null default '',
  add column email_canonical text collate "C" not null default '',
  add column username_canonical text collate "C" not null default '',
  add column name_canonical text collate "C",
  add column reminders int not null default 0 check (reminders >= 0),
  add column reminders_ever int not null default 0 check (reminders_ever >= reminders),
  add column next_reminder_at timestamptz;
comment on column invitation.population is 'As email_canonical, username_canonical and name_canonical a copy of the person''s, kept by triggers, which fill it at once.';
comment on column invitation.name_canonical is 'The identity''s name in lower case; null while there is none.';
comment on column invitation.reminders is 'Sent about this generation of the link; a new link starts at none.';
comment on column invitation.reminders_ever is 'Numbers the reminders'' mails, so that none is sent twice (T39).';
comment on column invitation.next_reminder_at is 'Null: none is due by itself.';

create function copy_person_to_invitation() returns trigger language plpgsql as $$
begin
  select a.population, a.email_canonical, a.username_canonical, lower(i.display_name)
    into new.population, new.email_canonical, new.username_canonical, new.name_canonical
    from account a left join identity i on i.organization_id = a.organization_id and i.account_id = a.id
    where a.organization_id = new.organization_id and a.id = new.account_id;
  return new;
end $$;
create trigger copy_person before insert on invitation for each row execute function copy_person_to_invitation();

create function copy_account_to_invitations() returns trigger language plpgsql as $$
begin
  update invitation set population = new.population, email_canonical = new.email_canonical,
      username_canonical = new.username_canonical
    where organization_id = new.organization_id and account_id = new.id;
  return null;
end $$;
create trigger copy_to_invitations after update of population, email_canonical, username_canonical on account
  for each row when (old.population <> new.population or old.email_canonical <> new.email_canonical
    or old.username_canonical <> new.username_canonical)
  execute function copy_account_to_invitations();

create function copy_identity_to_invitations() returns trigger language plpgsql as $$
begin
  update invitation set name_canonical = lower(new.display_name)
    where organization_id = new.organization_id and account_id = new.account_id;
  return null;
end $$;
create trigger copy_to_invitations after insert or update of display_name on identity
  for each row when (new.display_name is not null) execute function copy_identity_to_invitations();

update invitation set population = a.population, email_canonical = a.email_canonical,
    username_canonical = a.username_canonical, name_canonical = lower(i.display_name)
  from account a left join identity i on i.organization_id = a.organization_id and i.account_id = a.id
  where a.organization_id = invitation.organization_id and a.id = invitation.account_id;
create index invitation_by_end on invitation (organization_id, state, expires_at, id)
  include (invited_by, channel, population, language);
comment on index invitation_by_end is 'Holds what the other filters ask too, so that counting reads no rows.';
create index invitation_ends_first on invitation (organization_id, expires_at, id);
create index invitation_by_email on invitation (organization_id, email_canonical, id);
create index invitation_by_username on invitation (organization_id, username_canonical);
create index invitation_by_name on invitation (organization_id, name_canonical) where name_canonical is not null;
create index invitation_by_inviter on invitation (organization_id, invited_by, id);
create index invitation_by_kind on invitation (organization_id, channel, population, language, id);
comment on index invitation_by_kind is 'Columns of few values: any of them, and any together, are found by skipping.';
create index invitation_to_remind on invitation (organization_id, next_reminder_at) where next_reminder_at is not null;

alter table account add column email_changed_at timestamptz;
comment on column account.email_changed_at is 'Mails before it went to another address: limits per recipient begin anew.';

-- Times are told in the person's own zone, where they have one.
create or replace view person with (security_invoker = true) as
  select a.organization_id, a.id, a.email, a.email_canonical, a.username, a.username_canonical, a.language,
    a.population, a.state, coalesce(i.display_name, a.username) as name,
    coalesce(i.state, 'none') as identity_state, i.personal_code,
    i.account_id is not null as has_identity,
    a.time_zone
  from account a
  left join identity i on i.organization_id = a.organization_id and i.account_id = a.id;

alter table invitation_event add column batch_id uuid;
comment on column invitation_event.batch_id is 'Of an act on many: the activity has one entry for all of them.';

alter table mail add column bounced_at timestamptz;
comment on column mail.bounced_at is 'It was taken by a mail server and came back later.';

create table mail_day (
  organization_id uuid not null references organization,
  day date not null,
  recipients int not null default 0 check (recipients >= 0),
  primary key (organization_id, day)
);
comment on table mail_day is
  'How many different people are mailed on a day of the organization''s time zone. Who counts locks the row first.';
call protect_tenant('mail_day');
grant select, insert, update on mail_day to :"runtime";

create table mail_recipient (
  organization_id uuid not null,
  day date not null,
  account_id uuid not null,
  asked_by uuid,
  at timestamptz not null default now(),
  primary key (organization_id, day, account_id),
  foreign key (organization_id, account_id) references account
);
comment on table mail_recipient is 'A person who is mailed on a day counts once, however many mails it is (P9).';
comment on column mail_recipient.asked_by is 'Whose act it is; null for reminders and new links that nobody of the house asked for.';
create index mail_recipient_of_inviter on mail_recipient (organization_id, asked_by, at) where asked_by is not null;
call protect_tenant('mail_recipient');
grant select, insert, update, delete on mail_recipient to :"runtime";

create function take_room(wanted date, accounts uuid[], most int, asked uuid) returns setof uuid
  language plpgsql as $$
declare
  tenant uuid := current_organization();
  room int;
begin
  insert into mail_day (organization_id, day) values (tenant, wanted) on conflict do nothing;
  -- Everybody who counts for this day waits here, and each statement below sees what they wrote (T37).
  select most - recipients into room from mail_day where organization_id = tenant and day = wanted for update;
  return query
    with known as (
      select r.account_id from mail_recipient r
      where r.organization_id = tenant and r.day = wanted and r.account_id = any (accounts)
    ), added as (
      insert into mail_recipient (organization_id, day, account_id, asked_by)
      select tenant, wanted, account, asked from unnest(accounts) with ordinality as a (account, place)
      where account not in (select known.account_id from known)
      order by place limit greatest(room, 0)
      returning account_id
    ), counted as (
      update mail_day set recipients = recipients + (select count(*) from added)
      where organization_id = tenant and day = wanted
    )
    select known.account_id from known union all select added.account_id from added;
end $$;
comment on function take_room is
  'Counts people as mailed on a day, as many as there is room for, in the order given. Returns those who may be mailed.';

create table invitation_batch (
  organization_id uuid not null,
  id uuid not null,
  action text not null check (action in ('resend', 'remind', 'revoke', 'extend')),
  until date,
  days int check (days between 1 and 30),
  filter jsonb,
  state text not null check (state in ('collecting', 'running', 'done')),
  total int not null default 0,
  done int not null default 0 check (done <= total),
  refused jsonb not null default '{}',
  postponed int not null default 0,
  started_by uuid not null,
  ip text,
  request_id text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, started_by) references account
);
comment on table invitation_batch is 'One act on many invitations. Its job takes some hundred at a time and goes on after a kill.';
comment on column invitation_batch.filter is 'What is to be collected; null once it is.';
comment on column invitation_batch.refused is 'How many were left as they are, by reason.';
create index invitation_batch_newest on invitation_batch (organization_id, created_at);
call protect_tenant('invitation_batch');
grant select, insert, update, delete on invitation_batch to :"runtime";

create table invitation_batch_item (
  organization_id uuid not null,
  batch_id uuid not null,
  invitation_id uuid not null,
  outcome text,
  primary key (organization_id, batch_id, invitation_id),
  foreign key (organization_id, batch_id) references invitation_batch on delete cascade
);
comment on column invitation_batch_item.outcome is 'Null: still to do. Written in the transaction that does it.';
create index invitation_batch_to_do on invitation_batch_item (organization_id, batch_id, invitation_id) where outcome is null;
call protect_tenant('invitation_batch_item');
grant select, insert, update, delete on invitation_batch_item to :"runtime";
