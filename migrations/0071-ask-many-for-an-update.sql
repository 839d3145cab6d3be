-- Many members are asked at once to look at their data again.

alter table people_batch drop constraint people_batch_action_check;
alter table people_batch add constraint people_batch_action_check
  check (action in ('suspend', 'reactivate', 'ask', 'update'));
alter table people_batch add column wish jsonb;
comment on column people_batch.wish is 'Of asking for an update: which fields, and what is said to each; null for other acts, and once all are asked.';
