-- The same file with the same Idempotency-Key is one import (P32): who reads it holds the key.

alter table import add column upload_key text check (length(upload_key) between 1 and 255);
comment on column import.upload_key is 'The Idempotency-Key it came with; of one account one file with it is read at a time.';
create unique index import_read_once on import (organization_id, started_by, upload_key) where state = 'reading';
