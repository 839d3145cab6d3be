-- What the identity form says about how long a field is kept: since when an account is closed, and what is done already.

alter table account add column closed_at timestamptz;
comment on column account.closed_at is 'Since when the state is closed; null while it is another. Kept by a trigger.';
update account set closed_at = now() where state = 'closed';
alter table account add constraint account_closed_at check ((state = 'closed') = (closed_at is not null));

create function keep_closed_at() returns trigger language plpgsql as $$
begin
  new.closed_at := case when new.state = 'closed' then now() end;
  return new;
end $$;
create trigger keep_closed_at before update of state on account
  for each row when (old.state is distinct from new.state) execute function keep_closed_at();
create index account_closed on account (organization_id, closed_at) where closed_at is not null;

alter table identity_form add column emptied_at timestamptz;
comment on column identity_form.emptied_at is
  'When what people had filled in for fields of this version that are in no later one was deleted, 30 days after.';
grant update (emptied_at) on identity_form to :"runtime";
