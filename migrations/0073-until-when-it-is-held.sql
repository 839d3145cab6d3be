-- Nobody gives a permission for longer than they hold it themselves (P20).

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
    s.session_hours, s.session_idle_minutes, s.stay_signed_in_days,
    (select coalesce(jsonb_object_agg(g.application || ':' || g.permission,
        (g.valid_until at time zone s.time_zone)::date - 1), '{}')
      from permission_grant g
      where g.organization_id = p.organization_id and g.account_id = p.id and g.ended_at is null
        and (g.valid_from is null or g.valid_from <= now()) and g.valid_until > now() and s.founder_id <> p.id
    ) as held_until
  from person p
  join organization o on o.id = p.organization_id
  join organization_settings s on s.organization_id = p.organization_id;
comment on column actor.held_until is 'Of each permission that ends by itself its last day in the organization''s time zone.';
