-- Each person's own security: where they are signed in, devices they are known by, a change of their email.

alter table session add column stays boolean not null default false;
update session set stays = idle_seconds > 86400;
comment on column session.stays is 'Its bearer asked to stay signed in on that device.';

-- The lifetimes that the settings say now: a shorter one counts for sessions that have begun, too.
create or replace view actor with (security_invoker = true) as
  select p.organization_id, p.id as account_id, p.email, p.username, p.language, p.state as account_state,
    p.identity_state, p.personal_code, p.name,
    s.founder_id = p.id as is_founder,
    s.name as organization_name, o.slug as organization_slug, s.time_zone,
    (select coalesce(array_agg(distinct g.application || ':' || g.permission), '{}')
      from permission_grant g
      where g.organization_id = p.organization_id and g.account_id = p.id and g.ended_at is null
        and (g.valid_from is null or g.valid_from <= now()) and (g.valid_until is null or g.valid_until > now())
    ) as granted,
    s.session_hours, s.session_idle_minutes, s.stay_signed_in_days
  from person p
  join organization o on o.id = p.organization_id
  join organization_settings s on s.organization_id = p.organization_id;

create table known_device (
  organization_id uuid not null,
  account_id uuid not null,
  device text not null check (length(device) <= 64),
  network text not null check (length(network) <= 64),
  first_seen_at timestamptz not null default now(),
  primary key (organization_id, account_id, device, network),
  foreign key (organization_id, account_id) references account
);
comment on table known_device is 'From where each account was signed in to: a new line is told by a mail, once.';
comment on column known_device.device is 'Browser and system without versions, as "Firefox, Linux".';
comment on column known_device.network is 'An IPv4 address, or the /64 of an IPv6 address.';
call protect_tenant('known_device');
grant select, insert on known_device to :"runtime";

create table email_change (
  organization_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  email text not null check (length(email) <= 254),
  email_canonical text collate "C" not null check (length(email_canonical) <= 254),
  nonce bytea not null check (length(nonce) = 32),
  key_id text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  old_confirmed_at timestamptz,
  new_confirmed_at timestamptz,
  done_at timestamptz,
  voided_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, account_id) references account
);
comment on table email_change is 'A new email that was asked for, until both addresses have confirmed it.';
comment on column email_change.voided_at is 'Ended by its owner, a newer one, or any change of password or email (T28).';
create unique index email_change_pending_once on email_change (organization_id, account_id)
  where done_at is null and voided_at is null;
call protect_tenant('email_change');
grant select, insert, update on email_change to :"runtime";

alter table mail add column recipient text check (length(recipient) <= 254);
comment on column mail.recipient is 'Where it goes when that is not the account''s own address: to the new one of a change.';
