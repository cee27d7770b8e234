-- A sender that repeats what cannot be read does not fill the log: each such message stands there once.
delete from receiver_log l using receiver_log earlier
  where l.outcome = 'refused' and earlier.outcome = 'refused' and earlier.receiver_id = l.receiver_id
    and earlier.message_key = l.message_key and earlier.id < l.id;
create unique index receiver_log_refused on receiver_log (receiver_id, message_key) where outcome = 'refused';
