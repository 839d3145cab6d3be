-- What /metrics says of mails that wait, over all organizations: numbers only.

create function mail_backlog() returns table (state text, mails bigint, oldest_seconds double precision)
  language sql stable security definer set search_path = public, pg_temp
  as $$
    select waiting.state, sum(waiting.mails)::bigint, max(waiting.oldest_seconds)
    from organization o, lateral (
      select case when m.send_at > now() then 'scheduled' else m.state end as state, count(*) as mails,
        greatest(0, extract(epoch from now() - min(coalesce(m.send_at, m.created_at)))) as oldest_seconds
      from mail m where m.organization_id = o.id and m.state in ('queued', 'sending')
      group by 1
    ) waiting
    group by 1 $$;
comment on function mail_backlog() is
  'As the owner, because the runtime role sees one organization at a time. By organization, because that is how the index leads.';
revoke all on function mail_backlog() from public;
grant execute on function mail_backlog() to :"runtime";
