-- What the company's own site signs its tokens with; the one before holds until the next change, so that both can be exchanged without a gap.
create table member_hand_over (
  one boolean primary key default true check (one),
  sealed text not null,
  sealed_before text,
  changed_at timestamptz not null default now()
);
-- Tokens that were used; each is used once.
create table member_tokens_used (
  jti_hash text primary key,
  expires_at timestamptz not null
);
create index member_tokens_used_expiry on member_tokens_used (expires_at);
