-- The personal data of everybody in moved who has begun to give it, in every state in which it can be: what is in force,
-- what waits, came back or was only begun, and changes of what is in force.

create temporary table identified on commit drop as
  select m.*, abs(hashtext(username)) as dice,
    case when fate = 'closed' then null when identity <> 'validated' then identity
      when fate = 'active' then (array['submitted', 'draft', 'returned'])[abs(hashtext(username)) % 60] end as pending,
    now() - least(now() - changed_at, abs(hashtext(username)) % 90 * interval '1 hour') as handed_in
  from moved m where identity is not null;

insert into identity (organization_id, account_id, state, personal_code, display_name, validated_at, version,
    version_in_force, pending_state, pending_news, pending_name, submitted_at)
  select current_organization(), id, identity,
    case when identity = 'validated'
      then ((select next_code from personal_code_counter)
        + row_number() over (partition by identity = 'validated' order by changed_at) - 1)::text end,
    case when identity = 'validated' then name end,
    case when identity = 'validated' then changed_at + interval '40 minutes' end,
    case when identity = 'validated' and pending is not null then 2 else 1 end,
    case when identity = 'validated' then 1 end,
    pending, case when pending is not null then case identity when 'validated' then 'changed' else 'first' end end,
    case when pending is not null then name end,
    case when pending is distinct from 'draft' then
      case when pending is null then changed_at + interval '20 minutes' else handed_in end end
  from identified;

update personal_code_counter set next_code = next_code + (select count(*) from moved where identity = 'validated');

create temporary table told on commit drop as
  select id, jsonb_build_object(
      'given_name', given, 'family_name', family, 'phone', '+390401' || lpad((dice % 1000000)::text, 6, '0')) as begun,
    jsonb_build_object(
      'date_of_birth', (date '1958-03-01' + dice % 16800)::text,
      'place_of_birth', (array['Trieste', 'Lyon', 'Porto', 'Brno', 'Kraków', 'Uppsala', 'Nairobi', 'Kyoto'])[1 + dice % 8],
      'nationality', (array['IT', 'FR', 'PT', 'CZ', 'PL', 'SE', 'KE', 'JP'])[1 + dice % 8],
      'gender', (array['female', 'male', 'another', 'not_said'])[1 + dice / 8 % 4],
      'personal_email', username || '@mail.example',
      'address', jsonb_build_object('street', 'Via delle Linde ' || 1 + dice % 120, 'postalCode', '34121',
        'city', 'Trieste', 'country', 'IT'),
      'document_kind', (array['identity_card', 'passport'])[1 + dice % 2],
      'document_country', (array['IT', 'FR', 'PT', 'CZ', 'PL', 'SE', 'KE', 'JP'])[1 + dice % 8],
      'document_expiry', (current_date + 200 + dice % 2500)::text,
      'title', (array['Librarian', 'Technician', 'Instrument scientist', 'Accountant', 'Gardener', 'Engineer',
        'Coordinator', 'Visiting fellow'])[1 + dice / 32 % 8],
      'department', (array['Research', 'Library', 'Finance', 'Facilities', 'People', 'IT', 'Direction'])[1 + dice / 256 % 7],
      'start_date', changed_at::date::text) as rest
  from identified;

insert into identity_version (organization_id, account_id, version, state, form_version, fields, reasons, saved_at,
    saved_by, step, submitted_at, decided_at, decided_by)
  select current_organization(), id, 1, identity, 1, case when identity = 'draft' then begun else begun || rest end,
    case when identity = 'returned'
      then jsonb_build_object('family_name', 'Your document spells it otherwise: please write it as it stands there.')
      else '{}' end,
    least(now(), changed_at + interval '20 minutes'), id, case when identity = 'draft' then 'documents' end,
    case when identity = 'validated' then changed_at + interval '20 minutes' when identity <> 'draft' then handed_in end,
    case when identity = 'validated' then changed_at + interval '40 minutes' when identity = 'returned' then now() end,
    case when identity in ('validated', 'returned') then invited_by end
  from identified join told using (id)
  union all
  select current_organization(), id, 2, pending, 1, begun || rest || jsonb_build_object('family_name', family || '-Serra'),
    case when pending = 'returned'
      then jsonb_build_object('family_name', 'We need to see the certificate first.') else '{}' end,
    handed_in, id, case when pending = 'draft' then 'work' end, case when pending <> 'draft' then handed_in end,
    case when pending = 'returned' then now() end, case when pending = 'returned' then invited_by end
  from identified join told using (id)
  where identity = 'validated' and pending is not null;

insert into activity (organization_id, id, at, actor_id, action, subject_type, subject_id, person_id, fields)
  select current_organization(), uuidv7(e.at - now()), e.at, e.actor, e.action, 'account', id, id, e.fields
  from identified, lateral (values
      (changed_at + interval '20 minutes', id, 'identity.submitted', '{}'::text[], identity = 'validated'),
      (changed_at + interval '40 minutes', invited_by, 'identity.validated', '{}', identity = 'validated'),
      (handed_in, id, 'identity.submitted', '{}', pending = 'submitted'),
      (now() - interval '5 minutes', invited_by, 'identity.returned', array['family_name'], pending = 'returned')
    ) as e (at, actor, action, fields, happened)
  where e.happened and e.at <= now()
  order by e.at;
