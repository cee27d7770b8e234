import assert from 'node:assert/strict';
import { systemActor } from '#platform/app/index.ts';
import type { Browser } from '../../../../test/helpers/browser.ts';
import type { HostileProvider } from '../../../../test/helpers/hostile-provider.ts';
import { saveProvider } from '../providers/manage.ts';
import { providerInput } from '../providers/schema.ts';
import type { People } from './people.ts';

/** Adds a provider with discovery, open; answers its id. */
export async function addOidc(
  { app }: People,
  name: string,
  { issuer, clientId, secret }: Pick<HostileProvider, 'issuer' | 'clientId' | 'secret'>,
  trustsMail: boolean,
): Promise<string> {
  const settings = { issuer, clientId };
  const input = { kind: 'oidc', name, isOpen: true, trustsMail, secret, settings };
  return (await saveProvider(app, systemActor, providerInput.parse(input))).id;
}

/** Begins at a provider; answers where the browser is sent. */
export async function begin(from: Browser, id: string, query = 'back=/community/t/5'): Promise<string> {
  const answer = await from.get(`/community/ways/${id}/start?${query}`);
  assert.equal(answer.status, 303, String(answer.body).slice(0, 2000));
  return String(answer.headers['location']);
}

export const CROSS = { 'sec-fetch-site': 'cross-site' };
/** Brings a browser back to us, as a provider does. */
export const bring = (from: Browser, back: URL) => from.get(`${back.pathname}${back.search}`, CROSS);

/** Signs in at the hostile provider, who does as told. */
export async function tryAs(from: Browser, provider: HostileProvider, id: string) {
  return bring(from, provider.allow(await begin(from, id)));
}

export const isSignedIn = async (own: Browser) => (await own.get('/community/me')).status === 200;
/** What a page says went wrong. */
export const textOf = (body: unknown) => /<p class="note"[^>]*>([^<]*)/.exec(String(body))?.[1];
