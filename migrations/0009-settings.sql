-- What the settings of an organization decide beyond its name: languages, colour, lifetimes, limits, sender.

alter table organization_settings
  add column languages text[] not null default '{en,it}' check (cardinality(languages) between 1 and 20),
  add column accent_color text check (accent_color ~ '^#[0-9a-f]{6}$'),
  add column reminder_days int not null default 3 check (reminder_days between 1 and 14),
  add column reminders int not null default 2 check (reminders between 0 and 5),
  add column daily_recipients int check (daily_recipients between 1 and 1000000),
  add column session_hours int not null default 24 check (session_hours between 1 and 24),
  add column session_idle_minutes int not null default 60 check (session_idle_minutes between 5 and 1440),
  add column stay_signed_in_days int not null default 30 check (stay_signed_in_days between 0 and 30),
  add column sender_name text check (length(sender_name) between 1 and 64),
  add column sender_address text check (length(sender_address) <= 254),
  add column reply_to text check (length(reply_to) <= 254),
  add column version int not null default 1;
comment on column organization_settings.languages is 'What people may choose from; the organization''s own language is one of them.';
comment on column organization_settings.reminders is 'At most so many, each so many days after the last mail; 0 sends none.';
comment on column organization_settings.daily_recipients is
  'Mails to different people in one day; null means 2,000 on the first day of the organization, 100,000 after.';
comment on column organization_settings.stay_signed_in_days is '0 offers no staying signed in.';
comment on column organization_settings.sender_address is 'MAIL_FROM, where it is set, wins.';

-- Apart from the settings, which every request reads.
create table organization_logo (
  organization_id uuid primary key references organization,
  media_type text not null check (media_type in ('image/png', 'image/jpeg', 'image/webp')),
  image bytea not null check (length(image) between 1 and 262144),
  digest text collate "C" not null check (digest ~ '^[0-9a-f]{16}$'),
  changed_at timestamptz not null default now()
);
comment on column organization_logo.digest is 'Stands in the logo''s address, so that it may be kept for ever.';
call protect_tenant('organization_logo');
grant select, insert, update, delete on organization_logo to :"runtime";

-- An account may live in another time zone than its organization: schedules and dates are told in it.
alter table account add column time_zone text check (length(time_zone) <= 64);
comment on column account.time_zone is 'IANA name; null means the organization''s.';
