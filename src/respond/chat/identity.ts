import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '#lib/json/index.ts';
import { chatErrors } from './errors.ts';

/** Whom the company's own page says it has before it. */
export interface Identity {
  sub: string;
  name: string | null;
  email: string | null;
}

const MOST_LETTERS = 4096;
/** Clocks of two machines may differ by so much. */
const LEEWAY_S = 60;
/** A signature that is good for longer is a password that somebody left in a page. */
const LONGEST_S = 7 * 86_400;

const header = z.object({
  alg: z.literal('HS256'),
  typ: z.string().optional(),
  crit: z.undefined().optional(),
});
const plain = (most: number) =>
  z
    .string()
    .max(most)
    .refine((value) => value.isWellFormed() && !/\p{Cc}/u.test(value));
const claims = z.object({
  sub: plain(200).min(1),
  name: plain(200).nullish(),
  email: z.email().max(320).nullish(),
  iat: z.number().optional(),
  nbf: z.number().optional(),
  exp: z.number(),
});

/**
 * Who a JSON Web Token (RFC 7519, HS256) says the visitor is, if one of the secrets signed it and its time has come and is not over. Throws `chat.identity`
 * with the reason.
 */
export function readIdentity(token: string, secrets: readonly string[], now: Date): Identity {
  const parts = token.split('.');
  if (token.length > MOST_LETTERS || parts.length !== 3) throw refused('it is no signed token.');
  const [head, body, proof] = parts as [string, string, string];
  if (!header.safeParse(unpack(head)).success) throw refused('only HS256 is taken.');
  if (!secrets.some((secret) => isSigned(`${head}.${body}`, proof, secret)))
    throw refused('the signature is not right.');
  const read = claims.safeParse(unpack(body));
  if (!read.success) throw refused(`“${String(read.error.issues[0]?.path[0] ?? 'it')}” is not usable.`);
  const { sub, name, email, exp } = read.data;
  const seconds = now.getTime() / 1000;
  if (exp < seconds - LEEWAY_S) throw refused('the proof is over.');
  if (exp > seconds + LONGEST_S + LEEWAY_S) throw refused('it is good for more than seven days.');
  if (Math.max(read.data.nbf ?? 0, read.data.iat ?? 0) > seconds + LEEWAY_S)
    throw refused('its time has not come.');
  return { sub, name: name?.trim() || null, email: email?.toLowerCase() ?? null };
}

function isSigned(text: string, proof: string, secret: string): boolean {
  const right = createHmac('sha256', secret).update(text).digest();
  // Only the one spelling: base64url without padding.
  const given = /^[\w-]{43}$/.test(proof) ? Buffer.from(proof, 'base64url') : Buffer.alloc(0);
  return given.length === right.length && timingSafeEqual(given, right);
}

function unpack(part: string): unknown {
  return parseJson(Buffer.from(part, 'base64url').toString('utf8'));
}

function refused(reason: string) {
  return chatErrors('chat.identity', { reason });
}
