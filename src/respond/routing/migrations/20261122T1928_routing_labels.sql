-- Rules that fit because labels changed: those that fitted with the labels before have had their say.
alter table routing_queue
  drop constraint routing_queue_why_check,
  add constraint routing_queue_why_check check (why in ('opened', 'returned', 'labelled')),
  add column labels_before text[],
  add constraint routing_queue_labels check ((why = 'labelled') = (labels_before is not null));
