-- Where the tenths of reach of each channel begin, so that lists behind a figure need not rank everybody again. Stored reports are reckoned anew.
delete from fairness_reports;
alter table fairness_reports add column edges jsonb not null;
