-- Who was sent to a provider to sign in for an account, and has not come back yet. Each counts once, for whoever began it.
create table brand_sign_ins (
  state_hash text primary key,
  user_id text not null,
  sealed text not null,
  expires_at timestamptz not null
);
