-- Days hold spans as steps now, not as seconds: all of them are packed anew, the youngest first.
insert into contact_days (day) select day from report_days on conflict do nothing;
delete from report_days;
