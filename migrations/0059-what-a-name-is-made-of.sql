-- The same names, an eighth of the time: a pattern that counts up to 64 is tried in as many states, anew for each row. It
-- was 7 µs of each account of an import.

alter table account drop constraint account_username_canonical_check;
alter table account add constraint account_username_canonical_check
  check (length(username_canonical) between 3 and 64 and username_canonical !~ '[^a-z0-9._-]');
