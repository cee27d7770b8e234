-- Whether a wait ended without an answer, also where nothing was promised: trials must not take it for kept.
alter table promise_clocks add column is_void boolean not null default false;
update promise_clocks set is_void = true where outcome = 'void';
