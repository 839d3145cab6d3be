-- While an import fills these tables autovacuum looked through each of them every five seconds, 30,000 rows of all columns:
-- a sixth of what the import cost PostgreSQL. They are looked through when they have grown by half, and, where no list is
-- searched by a part of a word, a sample that is smaller says as much.

do $$
declare
  growing regclass;
  of_growing name;
begin
  foreach growing in array '{account, invitation, invitation_event, mail, mail_recipient, person_changed, import_row}'::regclass[]
  loop
    execute format('alter table %s set (autovacuum_analyze_scale_factor = 0.5)', growing);
    continue when growing = 'invitation'::regclass;
    for of_growing in select attname from pg_attribute where attrelid = growing and attnum > 0 and not attisdropped loop
      execute format('alter table %s alter column %I set statistics 30', growing, of_growing);
    end loop;
  end loop;
end $$;
