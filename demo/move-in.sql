-- What the program would have written over half a year, for everybody in moving_in: their rows, timelines, mails and
-- activity. Ids carry their time, because lists are in the order of ids.

create temporary table moved on commit drop as
  select m.*, uuidv7(invited_at - now()) as invitation_id,
    fate in ('active', 'suspended', 'closed') as joined,
    case when fate = 'unsent' then 'none' when fate = 'handed_over' then 'link' else 'email' end as channel
  from moving_in m;

insert into account (organization_id, id, email, email_canonical, username, username_canonical, population, language,
    state, created_at, activated_at, closed_at)
  select current_organization(), id, email, email, username, username, population, language,
    case when joined then fate else 'invited' end, invited_at, case when joined then changed_at end,
    case when fate = 'closed' then least(now(), changed_at + interval '5 days') end
  from moved;

insert into password (organization_id, account_id, hash, changed_at)
  select current_organization(), id, (select hash from demo_password), changed_at from moved where joined;

insert into invitation (organization_id, id, account_id, invited_by, state, channel, language, nonce, key_id, valid_days,
    sent_at, expires_at, created_at, changed_at)
  select current_organization(), invitation_id, id, invited_by,
    case when joined then 'accepted' when fate = 'expired' then 'sent' when fate = 'declined' then 'revoked' else fate end,
    channel, language, sha256(id::text::bytea), (select key_id from demo_password), 7,
    case when fate <> 'unsent' then invited_at + interval '3 seconds' end,
    case when fate <> 'unsent' then invited_at + interval '7 days' end,
    invited_at, case when fate in ('sent', 'handed_over', 'unsent', 'expired') then invited_at else changed_at end
  from moved;

insert into invitation_event (organization_id, id, invitation_id, kind, at, actor_id, response)
  select current_organization(), uuidv7(e.at - now()), invitation_id, e.kind, e.at, e.actor, e.response
  from moved, lateral (values
      ('invited', invited_at, invited_by, null, true),
      ('queued', invited_at, null, null, channel = 'email'),
      ('handed_over', invited_at, null, null, channel = 'link'),
      ('sent', invited_at + interval '3 seconds', null, '250 2.0.0 Ok: queued', channel = 'email' and fate <> 'bounced'),
      ('bounced', changed_at, null, '550 5.1.1 No such user here', fate = 'bounced'),
      ('opened', greatest(invited_at, changed_at - interval '4 minutes'), null, null, joined or fate in ('opened', 'declined')),
      ('declined', changed_at, null, null, fate = 'declined'),
      ('revoked', changed_at, invited_by, null, fate = 'revoked'),
      ('accepted', changed_at, id, null, joined)
    ) as e (kind, at, actor, response, happened)
  where e.happened;

insert into mail (organization_id, id, account_id, kind, language, about_id, state, attempts, subject, response,
    created_at, finished_at)
  select current_organization(), uuidv7(invited_at - now()), id, 'invitation', language, invitation_id,
    case when fate = 'bounced' then 'refused' when invited_at > now() - interval '10 days' then 'kept' else 'sent' end, 1,
    case when language = 'it' then 'Il suo posto in Linden House è pronto' else 'Your place at Linden House is ready' end,
    case when fate = 'bounced' then '550 5.1.1 No such user here' end,
    invited_at, invited_at + interval '3 seconds'
  from moved where channel = 'email';

-- Whoever came in was here at least then, and some have been since.
insert into session (organization_id, id, account_id, secret_hash, created_at, last_seen_at, expires_at, idle_seconds,
    fresh_at, ended_at)
  select current_organization(), uuidv7(at - now()), id, sha256(id::text::bytea), at, seen, seen, 3600, at, seen
  from moved,
    lateral (select case when fate = 'active' and population = 'internal'
      then now() - (now() - changed_at) * 0.3 else changed_at end) as began (at),
    lateral (select least(now(), at + interval '40 minutes')) as went (seen)
  where joined;

-- Who looks after the others, and what else the staff was granted, for a time or for good.
create temporary table granted on commit drop as
  select uuidv7(changed_at - now()) as id, moved.id as account_id, changed_at as at, invited_by as by, application, permission,
    case when place > 12 and place % 5 = 1 then now() + interval '5 days'
      when place > 12 and place % 5 = 2 then now() + interval '200 days' end as until,
    case when place > 12 and place % 7 = 3 then now() + interval '2 days' end as beginning
  from moved, (values
      (0, 'user-registration', 'access'), (1, 'user-registration', 'can_hand_over_link'), (2, 'user-management', 'access'),
      (3, 'activity', 'access'), (4, 'permissions', 'access'), (5, 'settings', 'access'),
      (6, 'user-management', 'can_validate_identity')
    ) as offered (kind, application, permission)
  where place is not null and (kind in (place % 7, (place * 5 + 1) % 7) or (place < 12 and kind = 0));

insert into permission_grant (organization_id, id, account_id, application, permission, granted_by, valid_from, valid_until, created_at)
  select current_organization(), id, account_id, application, permission, by, beginning, until, at from granted;

insert into activity (organization_id, id, at, actor_id, action, subject_type, subject_id, person_id, ip, fields)
  select current_organization(), uuidv7(at - now()), at, actor, action, subject_type, subject_id, person,
    '198.51.100.' || abs(hashtext(coalesce(actor, person)::text)) % 250, fields
  from (
    select e.*, moved.id as person from moved, lateral (values
        (invited_at, invited_by, 'account.registered', 'account', id, '{}'::text[], true),
        (invited_at, invited_by, case when channel = 'link' then 'invitation.handed_over' else 'invitation.issued' end,
          'invitation', invitation_id, '{}', true),
        (greatest(invited_at, changed_at - interval '4 minutes'), null, 'invitation.opened', 'invitation', invitation_id, '{}',
          joined or fate in ('opened', 'declined')),
        (changed_at, null, 'invitation.bounced', 'invitation', invitation_id, '{}', fate = 'bounced'),
        (changed_at, null, 'invitation.declined', 'invitation', invitation_id, '{}', fate = 'declined'),
        (changed_at, invited_by, 'invitation.revoked', 'invitation', invitation_id, '{}', fate = 'revoked'),
        (changed_at, id, 'account.joined', 'account', id, '{}', joined),
        (now() - (now() - changed_at) * 0.3, id, 'session.started', 'session', uuidv7(), '{}', fate = 'active' and population = 'internal')
      ) as e (at, actor, action, subject_type, subject_id, fields, happened)
      where e.happened
    union all
    select at, by, 'grant.granted', 'grant', id, array[application || ':' || permission], true, account_id from granted
  ) as happened
  order by at;
