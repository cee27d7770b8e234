import type { z } from 'zod';
import type { auditEntryShape } from '#people/audit-log/schema.ts';
import type { brandInput } from '#people/brand/schema.ts';
import type { sessionShape, tokenShape } from '#people/sessions/schema.ts';
import type { invitationShape } from '#people/staff/schema.ts';

export type AuditEntry = z.infer<typeof auditEntryShape>;
export type BrandInput = z.output<typeof brandInput>;
export type DeviceSession = z.infer<typeof sessionShape>;
export type Token = z.infer<typeof tokenShape>;
export type Invitation = z.infer<typeof invitationShape>;
/** With the link, which is shown once. */
export type SentInvitation = Invitation & { link: string };
export interface Passkey {
  id: string;
  name: string | null;
  createdAt: string | null;
}
