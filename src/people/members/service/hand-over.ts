import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '#lib/json/index.ts';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { networkOf, spendAttempts, forgiveAttempts } from '#people/sessions/index.ts';
import { guessLimits } from '../domain/limits.ts';
import { memberErrors } from '../errors.ts';
import { readSealed, useToken, writeSealed } from '../store/hand-over.ts';
import { keepProof } from './arrive.ts';
import { HAND_OVER } from './hand-over-name.ts';
import { readCommunity } from './settings.ts';

const SEALED_AS = 'member-hand-over';
const LONGEST_S = 300;
const LEEWAY_S = 30;

const head = z.object({
  alg: z.literal('HS256'),
  typ: z.string().optional(),
  crit: z.undefined().optional(),
});
const plain = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((value) => value.isWellFormed() && !/\p{Cc}/u.test(value));
const claims = z.object({
  sub: plain(200),
  jti: plain(200),
  iat: z.number().int(),
  exp: z.number().int(),
  aud: z.string().optional(),
  email: z.email().max(254).optional(),
  email_verified: z.boolean().optional(),
  name: plain(200).optional(),
  preferred_username: plain(200).optional(),
});

/** A new secret, told only here. The one before holds until the next change. */
export async function renewHandOver(app: App, actor: Actor): Promise<string> {
  const secret = newSecret(48);
  await app.db.transaction(async () => {
    await writeSealed(app, app.secrets.seal(secret, SEALED_AS));
    await audit(app, actor, { action: 'members.hand_over_renewed', subject: 'hand-over' });
  });
  return secret;
}

export const hasHandOver = async (app: App): Promise<boolean> => (await readSealed(app)).length > 0;

/**
 * Takes a JSON Web Token (RFC 7519, HS256) of the company's own site, which says who is before it; answers the secret of a link that signs
 * in or joins. Each token is taken once, within five minutes. Throws `member.hand_over` with the reason.
 */
export async function takeHandOver(
  app: App,
  given: { token: string; back: string; address: string },
): Promise<string> {
  if (!(await readCommunity(app)).ways.handOver) throw memberErrors('member.way_closed');
  const limits = guessLimits(networkOf(given.address));
  await spendAttempts(app, limits);
  const sealed = await readSealed(app);
  const secrets = sealed.map((one) => app.secrets.open(one, SEALED_AS));
  const said = readToken(given.token, secrets, {
    now: app.clock.now().getTime() / 1000,
    audience: app.config.publicUrl,
  });
  if (!(await useToken(app, app.secrets.hash(said.jti), said.exp + 2 * LEEWAY_S)))
    throw refused('it was used already');
  await forgiveAttempts(app, limits);
  return keepProof(
    app,
    {
      provider: HAND_OVER,
      subject: said.sub,
      mail: said.email,
      isMailVerified: said.email_verified === true,
      name: said.name,
      handle: said.preferred_username,
    },
    given.back,
  );
}

/** What a token says, if a secret signed it for us and its time has come and is not over. Throws `member.hand_over`. */
export function readToken(
  token: string,
  secrets: readonly string[],
  { now, audience }: { now: number; audience: string },
): z.output<typeof claims> {
  const parts = token.split('.');
  if (token.length > 4096 || parts.length !== 3) throw refused('it is no signed token');
  const [first, second, proof] = parts as [string, string, string];
  if (!head.safeParse(unpack(first)).success) throw refused('only HS256 is taken');
  if (!secrets.some((secret) => isSigned(`${first}.${second}`, proof, secret)))
    throw refused('the signature is not right');
  const { data } = claims.safeParse(unpack(second));
  if (!data) throw refused('it lacks one of sub, jti, iat and exp, or one of its fields is not usable');
  if (data.aud !== undefined && data.aud !== audience) throw refused('it is for somebody else');
  if (data.exp < now - LEEWAY_S) throw refused('it is over');
  if (data.iat > now + LEEWAY_S) throw refused('its time has not come');
  if (data.exp - data.iat > LONGEST_S || data.exp > now + LONGEST_S + LEEWAY_S)
    throw refused('it is good for more than five minutes');
  return data;
}

function isSigned(text: string, proof: string, secret: string): boolean {
  const right = createHmac('sha256', secret).update(text).digest();
  const given = Buffer.from(proof, 'base64url');
  return given.length === right.length && timingSafeEqual(given, right);
}

function unpack(part: string): unknown {
  return parseJson(Buffer.from(part, 'base64url').toString('utf8'));
}

function refused(reason: string) {
  return memberErrors('member.hand_over', { reason });
}
