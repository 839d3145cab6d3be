-- What a program began goes on by what its key may now, and ends with it, as an import does.

alter table invitation_batch add column started_key uuid;
alter table people_batch add column started_key uuid;
comment on column invitation_batch.started_key is 'The API key that it came by, whose permissions bound it.';
comment on column people_batch.started_key is 'The API key that it came by, whose permissions bound it.';
