-- Whoever goes on with a draft, on another device or for somebody else, does so where it was left.

alter table identity_version add column step text check (length(step) between 1 and 40);
comment on column identity_version.step is 'Of a draft: the guided step that was on screen last, a section of the form or a page of its own.';
