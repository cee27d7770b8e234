-- Charts read the numbers of thousands of hours and nothing else of them: the index alone answers.
alter table trend_hours drop constraint trend_hours_pkey,
  add primary key (subject, hour) include (posts, negative, neutral, positive, reach, reach_known);
