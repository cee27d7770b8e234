-- The customer wrote more to somebody who waits already: only what is answered by itself is asked of the rules.
alter table routing_queue
  drop constraint routing_queue_why_check,
  add constraint routing_queue_why_check check (why in ('opened', 'returned', 'labelled', 'wrote'));
