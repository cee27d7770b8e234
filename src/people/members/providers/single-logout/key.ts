import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { SamlProvider } from '../schema.ts';
import { openSecret, sealSecret } from '../secrets.ts';
import { fillSealed } from '../store.ts';
import { certify } from './certificate.ts';

const keyShape = z.object({ key: z.string(), certificate: z.string() });
export type OwnKey = z.infer<typeof keyShape>;

const YEARS = 20;

/** The key that we sign with for one identity provider, made when it is first needed; of two at once the first one is everybody's. */
export async function ownKey(app: App, provider: SamlProvider): Promise<OwnKey> {
  const sealed = provider.sealed ?? (await makeKey(app, provider));
  return keyShape.parse(JSON.parse(openSecret(app, provider.id, sealed)));
}

async function makeKey(app: App, { id }: SamlProvider): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const from = app.clock.now();
  const to = new Date(from);
  to.setUTCFullYear(from.getUTCFullYear() + YEARS);
  const name = new URL(app.config.publicUrl).hostname;
  const certificate = certify({ key: privateKey, name, serial: randomBytes(15), from, to });
  return fillSealed(app, id, sealSecret(app, id, JSON.stringify({ key: privateKey, certificate })));
}
