/** Where the sign-in library's fields lie in our tables. */
export const columns = {
  user: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
  session: {
    userId: 'user_id',
    expiresAt: 'expires_at',
    ipAddress: 'ip_address',
    userAgent: 'user_agent',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  },
  account: {
    accountId: 'account_id',
    providerId: 'provider_id',
    userId: 'user_id',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  },
  verification: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  totpUser: { twoFactorEnabled: 'has_totp' },
  totp: {
    backupCodes: 'backup_codes',
    userId: 'user_id',
    failedVerificationCount: 'failed_verification_count',
    lockedUntil: 'locked_until',
  },
  passkey: {
    publicKey: 'public_key',
    userId: 'user_id',
    credentialID: 'credential_id',
    deviceType: 'device_type',
    backedUp: 'backed_up',
    createdAt: 'created_at',
  },
} as const;

export const ID_PREFIXES: Readonly<Record<string, string>> = {
  user: 'user',
  session: 'ses',
  account: 'cred',
  verification: 'ver',
  twoFactor: 'totp',
  passkey: 'pk',
};
