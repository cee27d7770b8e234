-- Who somebody is at the identity provider that he signed in by: so that signing out on one side ends the session on the other.
create table member_saml_sessions (
  session_id text collate "C" primary key references member_sessions (id) on delete cascade,
  provider_id text collate "C" not null references member_providers (id) on delete cascade,
  -- HMACs of the NameID and of the session's name there.
  name_hash text not null,
  index_hash text,
  -- Both in clear, as the provider wants to read them.
  sealed text not null
);
create index member_saml_sessions_name on member_saml_sessions (provider_id, name_hash);
update member_providers set settings = '{"logoutUrl": null, "logoutAnswerUrl": null}'::jsonb || settings where kind = 'saml';
