-- What issuing an invitation writes of it: among a hundred thousand each row, each index and each key checked counts.

alter table invitation_event add column follow_up text;
comment on column invitation_event.follow_up is
  'What the same act led to at once, of an act on many: how the invitation leaves. The same as a row of its own.';

create view invitation_happening with (security_invoker = true) as
  select organization_id, id, invitation_id, kind, at, actor_id, response, batch_id from invitation_event
  union all
  select organization_id, id, invitation_id, follow_up, at + interval '1 microsecond', null, null, null
    from invitation_event where follow_up is not null;
comment on view invitation_happening is 'Timelines as they are read: each happening is a row.';
grant select on invitation_happening to :"runtime";

-- A count that nobody is asked back from: no key is checked for each person. It goes with its account all the same.
alter table mail_recipient drop constraint mail_recipient_organization_id_account_id_fkey;
create function forget_recipients() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  delete from mail_recipient r using gone where r.organization_id = gone.organization_id and r.account_id = gone.id;
  return null;
end $$;
create trigger forget_recipients after delete on account
  referencing old table as gone for each statement execute function forget_recipients();
