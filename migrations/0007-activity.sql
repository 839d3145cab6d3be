-- Who did what to whom, when, from where. Append-only: the runtime role can neither change nor delete.

create table activity (
  organization_id uuid not null references organization,
  id uuid not null,
  at timestamptz not null default now(),
  actor_id uuid,
  action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
  subject_type text,
  subject_id uuid,
  ip text,
  request_id text,
  fields text[] not null default '{}',
  primary key (organization_id, id)
);
comment on table activity is 'Ids, acts and names of fields; values stand in activity_detail, which erasure empties.';
create index activity_by_subject on activity (organization_id, subject_id, id);
create index activity_by_actor on activity (organization_id, actor_id, id);
call protect_tenant('activity');
grant select, insert on activity to :"runtime";

create table activity_detail (
  organization_id uuid not null,
  activity_id uuid not null,
  subject_id uuid not null,
  before jsonb,
  after jsonb,
  primary key (organization_id, activity_id, subject_id),
  foreign key (organization_id, activity_id) references activity
);
call protect_tenant('activity_detail');
grant select, insert on activity_detail to :"runtime";
