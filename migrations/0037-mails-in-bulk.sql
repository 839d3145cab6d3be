-- Mails of many: one job for some hundred of them, at the pace that the organization sets.

alter table mail add column batch_id uuid;
comment on column mail.batch_id is 'Mails that one job sends together; null: the mail has a job of its own.';
create index mail_of_batch on mail (organization_id, batch_id, id)
  where batch_id is not null and state in ('queued', 'sending');

alter table organization_settings add column mails_per_minute int check (mails_per_minute between 1 and 100000);
comment on column organization_settings.mails_per_minute is
  'How fast mails of many leave; null: as fast as the mail server takes them. Single ones go first and at once.';

create table mail_pace (
  organization_id uuid primary key references organization,
  free_at timestamptz not null
);
comment on table mail_pace is 'When the next batch of mails may leave: each that is queued takes its time and moves it on.';
call protect_tenant('mail_pace');
grant select, insert, update on mail_pace to :"runtime";
