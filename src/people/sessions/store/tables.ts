import type { Generated } from 'kysely';
import type { Role } from '#platform/app/index.ts';

export interface Tables {
  users: {
    id: string;
    name: string;
    email: string;
    has_totp: Generated<boolean>;
    role: Role;
    state: Generated<'active' | 'disabled'>;
    last_seen_at: Date | null;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
  sessions: {
    id: string;
    token: string;
    user_id: string;
    expires_at: Date;
    ip_address: string | null;
    user_agent: string | null;
    last_seen_at: Date | null;
    created_at: Generated<Date>;
  };
  credentials: {
    id: string;
    account_id: string;
    provider_id: string;
    user_id: string;
    password: string | null;
  };
  verifications: { id: string; identifier: string; value: string; expires_at: Date };
  passkeys: { id: string; user_id: string };
  personal_tokens: {
    id: string;
    user_id: string;
    name: string;
    token_hash: string;
    scopes: string[];
    expires_at: Date | null;
    last_used_at: Date | null;
    created_at: Generated<Date>;
  };
  owner_links: {
    is_only: Generated<boolean>;
    token_hash: string;
    sealed: string | null;
    expires_at: Date;
  };
  sign_in_keys: { is_only: Generated<boolean>; sealed: string };
}
