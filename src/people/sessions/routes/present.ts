import type { z } from 'zod';
import type { sessionShape, tokenShape } from '../schema.ts';
import type { SessionView } from '../service/sessions.ts';
import type { readTokens } from '../service/tokens.ts';

export const presentSession = (view: SessionView): z.input<typeof sessionShape> => ({
  ...view,
  createdAt: view.createdAt.toISOString(),
  lastSeenAt: view.lastSeenAt?.toISOString() ?? null,
});

export const presentToken = (
  row: Awaited<ReturnType<typeof readTokens>>[number],
): z.input<typeof tokenShape> => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
});
