import { z } from 'zod';
import { idOf, text } from '#platform/http/index.ts';
import { emailShape, passwordShape, roleShape, secretShape } from '#people/sessions/index.ts';

const stateShape = z.enum(['active', 'disabled']);

/** GET /session */
export const sessionFactsShape = z.object({
  user: z
    .object({
      id: idOf('user'),
      name: z.string(),
      email: z.string(),
      role: roleShape,
      avatarUrl: z.null(),
      hasPassword: z.boolean(),
      hasTotp: z.boolean(),
      passkeys: z.number().int(),
      permissions: z.array(z.string()),
    })
    .nullable(),
  setup: z.object({ needsOwner: z.boolean(), brandDone: z.boolean() }),
  mail: z.boolean(),
  version: z.string(),
});

export const memberShape = z.object({
  id: idOf('user'),
  name: z.string(),
  email: z.string(),
  role: roleShape,
  state: stateShape,
  hasTotp: z.boolean(),
  lastSeenAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export const memberChange = z
  .object({ role: roleShape, state: stateShape, name: text(120) })
  .partial()
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'nothing to change');

export const invitationShape = z.object({
  id: idOf('inv'),
  email: z.string(),
  role: roleShape,
  invitedBy: z.string(),
  sentByMail: z.boolean(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  isExpired: z.boolean(),
});
export const sentInvitationShape = invitationShape.extend({ link: z.string() });
export const invitationInput = z.object({ email: emailShape, role: roleShape });
export const invitationParams = z.object({ id: idOf('inv') });
export const lookupQuery = z.object({ token: secretShape });
export const lookupShape = z.object({ email: z.string(), role: roleShape, brand: z.string() });
export const acceptInput = z.object({ token: secretShape, name: text(120), password: passwordShape });
export const passwordLinkShape = z.object({ link: z.string(), expiresAt: z.iso.datetime() });
