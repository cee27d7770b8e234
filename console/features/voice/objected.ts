import { ApiError } from '../../api/errors.ts';

/** What a reply can carry to set objections aside. */
export interface Overridable {
  overrides?: { code: string; reason: string }[];
}

/** A reply that did not leave, and why. */
export interface Objected<T extends Overridable> {
  outgoing: T;
  codes: string[];
  reason: string;
  mayOverride: boolean;
}

/** What the server says against a reply; null where it says something else. */
export function readObjection(error: unknown): Omit<Objected<never>, 'outgoing'> | null {
  if (!(error instanceof ApiError) || error.code !== 'reply.objected') return null;
  const { codes, mayOverride } = error.params;
  return {
    codes: typeof codes === 'string' ? codes.split(',') : [],
    reason: error.message,
    mayOverride: mayOverride === true,
  };
}

/** The same reply with a reason to send it nevertheless; what was set aside before stays so. */
export function withReason<T extends Overridable>({ outgoing, codes }: Objected<T>, reason: string): T {
  return {
    ...outgoing,
    overrides: [...(outgoing.overrides ?? []), ...codes.map((code) => ({ code, reason }))],
  };
}
