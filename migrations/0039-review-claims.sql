-- Who looks at an identity that waits: so that two reviewers don't do the same work.

create table review_claim (
  organization_id uuid not null,
  account_id uuid not null,
  claimed_by uuid not null,
  claimed_at timestamptz not null default now(),
  claimed_until timestamptz not null,
  primary key (organization_id, account_id),
  foreign key (organization_id, account_id) references identity on delete cascade,
  foreign key (organization_id, claimed_by) references account on delete cascade
);
comment on table review_claim is
  'A courtesy, not a lock: what is decided is kept safe by the version and the row of the identity. A row whose time is over means nothing.';
create index review_claim_by on review_claim (organization_id, claimed_by);
call protect_tenant('review_claim');
grant select, insert, update, delete on review_claim to :"runtime";

-- By when somebody decides, as people are told. Weekends don't count: what is sent at one counts as sent on Monday
-- morning.
create function working_days_after(since timestamptz, days int, zone text) returns timestamptz
  language sql stable
  as $$
    select (sent + make_interval(days => days + 2 * ((extract(isodow from sent)::int - 1 + days) / 5))) at time zone zone
    from (select case when extract(isodow from said) > 5 then date_trunc('week', said) + interval '7 days' else said end
      from (select since at time zone zone) as local (said)) as working (sent)
  $$;
comment on function working_days_after is 'Monday to Friday, at the same time of day there.';
