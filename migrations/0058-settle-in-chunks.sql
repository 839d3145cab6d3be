-- A mapping that is confirmed rewrites every row, a million of them too: the worker does it, chunk by chunk.

alter table import add column settled_to int;
comment on column import.settled_to is 'The line up to which the rows are what the mapping says, while they become so; null: all of them are.';
