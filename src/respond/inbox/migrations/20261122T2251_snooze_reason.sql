-- Why somebody snoozed it, in his own words; only while it sleeps.
alter table conversations add column snooze_reason text;
