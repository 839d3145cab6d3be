-- Undoing goes on by what its orderer may now, and ends with their right or their key, as importing does.

alter table import add column undone_key uuid;
alter table import add column undone_from text;
comment on column import.undone_key is 'The API key by which it was undone, whose permissions bound the undoing.';
comment on column import.undone_from is 'The state before it was undone: where it rests again if the undoing has to stop.';
