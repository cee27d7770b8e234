-- The reply that waits for an approval, or has it, until the time comes; null where none is needed.
alter table scheduled_replies add column approval_reply_id text collate "C" unique;
