-- Who comes later sees that an act on many ended with the right of whoever began it.

alter table invitation_batch add column is_stopped boolean not null default false;
comment on column invitation_batch.is_stopped is 'Whoever began it lost the right meanwhile; what was left is refused as no_longer.';
