import { inflateRawSync } from 'node:zlib';
import { systemActor } from '#platform/app/index.ts';
import type { Browser } from '../../../../test/helpers/browser.ts';
import { backUrl, metadataUrl, saveProvider } from '../providers/manage.ts';
import { providerInput } from '../providers/schema.ts';
import { begin } from './elsewhere.ts';
import type { People } from './people.ts';
import { type Asserted, asserted, responseXml, signedAssertion, type TestIdp } from './saml-idp.ts';

const CROSS = { 'sec-fetch-site': 'cross-site', origin: 'https://idp.example' };

export async function addSaml({ app }: People, settings: object): Promise<string> {
  const input = { kind: 'saml', name: 'Company', isOpen: true, trustsMail: true, settings };
  return (await saveProvider(app, systemActor, providerInput.parse(input))).id;
}

/** The message in an address (HTTP-Redirect). */
export function messageIn(address: string, name: 'SAMLRequest' | 'SAMLResponse' = 'SAMLRequest'): string {
  const packed = new URL(address).searchParams.get(name) ?? '';
  return inflateRawSync(Buffer.from(packed, 'base64')).toString();
}

export const idIn = (xml: string): string => / ID="([^"]+)"/.exec(xml)![1]!;

/** Signs a member in at a test's identity provider, in his browser; somebody new gets a name. */
export async function signInBySaml(
  people: People,
  idp: TestIdp,
  own: Browser,
  { provider, handle, ...about }: { provider: string; handle: string } & Partial<Asserted>,
): Promise<void> {
  const url = new URL(await begin(own, provider));
  const inResponseTo = idIn(messageIn(url.href));
  const said = asserted(idp, {
    audience: metadataUrl(people.app, provider),
    recipient: backUrl(people.app, provider),
    inResponseTo,
    nameId: handle,
    attributes: { mail: `${handle}@company.example` },
    ...about,
  });
  const xml = responseXml(idp, { inResponseTo, body: signedAssertion(idp, said) });
  const brought = await people.send(
    people.browser(),
    `/community/ways/${provider}/back`,
    {
      RelayState: url.searchParams.get('RelayState')!,
      SAMLResponse: Buffer.from(xml).toString('base64'),
    },
    CROSS,
  );
  const next = await own.get(String(brought.headers['location']), CROSS);
  const [, ticket] = /enter\?ticket=(.+)$/.exec(String(next.headers['location'])) ?? [];
  if (ticket !== undefined) await people.send(own, '/community/enter', { ticket, handle, displayName: '' });
}

/** Signs out as a member does, by the button of our page. */
export async function signOutHere(people: People, own: Browser) {
  const page = String((await own.get('/community/sign-out')).body);
  return people.send(own, '/community/sign-out', {
    proof: /name="proof" value="([^"]+)"/.exec(page)?.[1] ?? '',
  });
}
