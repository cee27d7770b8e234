import { z } from 'zod';
import { idOf, text } from '#platform/http/index.ts';
import { ROLES } from '#platform/app/index.ts';

export const roleShape = z.enum(ROLES);
export const emailShape = z.string().trim().toLowerCase().max(254).pipe(z.email());
export const passwordShape = z.string().min(1).max(1000);
/** What a link of ours carries. */
export const secretShape = z.string().min(1).max(200);

export const ownerInput = z.object({
  token: secretShape,
  name: text(120),
  email: emailShape,
  password: passwordShape,
});
export const userIdShape = z.object({ id: idOf('user') });

export const meInput = z.object({ name: text(120) });

export const sessionShape = z.object({
  id: z.string(),
  current: z.boolean(),
  device: z.string(),
  address: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
});

export const tokenInput = z.object({
  name: text(120),
  /** `read`, `write`, or names of permissions. */
  scopes: z.array(z.string().min(1).max(80)).min(1).max(100),
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
});
export const tokenShape = z.object({
  id: idOf('tok'),
  name: z.string(),
  scopes: z.array(z.string()),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export const newTokenShape = tokenShape.extend({ token: z.string() });

export const permissionShape = z.object({ name: z.string(), roles: z.array(roleShape) });
export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });
