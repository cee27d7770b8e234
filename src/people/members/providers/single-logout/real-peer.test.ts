import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import type { Browser } from '../../../../../test/helpers/browser.ts';
import {
  type SamlPeer,
  startSimpleSamlPhp,
  whyNoSimpleSamlPhp,
} from '../../../../../test/helpers/simplesamlphp.ts';
import { begin, isSignedIn } from '../../testing/elsewhere.ts';
import { openPeople, type People } from '../../testing/people.ts';
import { addSaml, signOutHere } from '../../testing/saml-browser.ts';
import { backUrl, logoutUrl, metadataUrl, saveProvider } from '../manage.ts';
import { readMetadata } from '../metadata.ts';
import { providerInput } from '../schema.ts';

const skip = whyNoSimpleSamlPhp() ?? false;
let people: People;
let peer: SamlPeer;
let id = '';

before(async () => {
  if (skip !== false) return;
  people = await openPeople();
  const { app } = people;
  // Our key is made before the provider is told of it.
  id = await addSaml(people, {
    entityId: 'x',
    entryPoint: 'https://x.example',
    logoutUrl: 'https://x.example',
    certificates: ['x'],
  });
  const ours = String((await people.browser().get(`/community/ways/${id}/metadata`)).body);
  peer = await startSimpleSamlPhp({
    entityId: metadataUrl(app, id),
    acs: backUrl(app, id),
    customer: { uid: 'c-77', mail: 'karin@company.example' },
    logout: { url: logoutUrl(app, id), certificate: /X509Certificate>([^<]+)</.exec(ours)![1]! },
  });
  const settings = readMetadata(await peer.metadata());
  assert.match(settings.logoutUrl ?? '', /SingleLogoutService/);
  const input = { kind: 'saml', name: 'Company', isOpen: true, trustsMail: true, settings };
  await saveProvider(app, systemActor, providerInput.parse(input), id);
});
after(async () => {
  await peer?.close();
  await people?.made.close();
});

/** Signs Karin in, in a browser of ours and of the provider's. */
async function karin(): Promise<{ own: Browser; jar: Map<string, string> }> {
  const [own, jar] = [people.browser(), new Map<string, string>()];
  const given = await peer.visitAs(await begin(own, id), jar);
  const form = { SAMLResponse: given.answer, RelayState: given.relay };
  const cross = { 'sec-fetch-site': 'cross-site', origin: 'https://idp.example' };
  const brought = await people.send(people.browser(), `/community/ways/${id}/back`, form, cross);
  const next = await own.get(String(brought.headers['location']), cross);
  const [, ticket] = /enter\?ticket=(.+)$/.exec(String(next.headers['location'])) ?? [];
  if (ticket !== undefined)
    await people.send(own, '/community/enter', { ticket, handle: 'karin', displayName: '' });
  assert.ok(await isSignedIn(own));
  return { own, jar };
}

/** Our side of a walk: whichever browser it is, as a frame of the provider's brings no cookies. */
const oursIn = (browser: Browser, last: { body: string }) => async (url: string) => {
  const { origin } = new URL(people.app.config.publicUrl);
  if (!url.startsWith(origin)) return undefined;
  const answer = await browser.get(url.slice(origin.length), { 'sec-fetch-site': 'cross-site' });
  last.body = String(answer.body);
  return answer.headers['location'] === undefined ? undefined : String(answer.headers['location']);
};

describe('a real identity provider', { skip }, () => {
  it('signs out of us whoever signs out there, without his cookies, and takes our answer', async () => {
    const { own, jar } = await karin();
    const other = await karin();
    const last = { body: '' };
    const seen = await peer.walk(
      peer.signOut('https://idp.example/bye'),
      jar,
      oursIn(people.browser(), last),
    );
    assert.ok(
      seen.some((url) => url.includes(`/ways/${id}/logout?SAMLRequest=`)),
      seen.join('\n'),
    );
    assert.ok(
      seen.some((url) => url.includes('SAMLResponse=')),
      seen.join('\n'),
    );
    assert.equal(seen.at(-1), 'https://idp.example/bye');
    assert.deepEqual([await isSignedIn(own), await isSignedIn(other.own)], [false, true]);
  });

  it('is asked by us, checks our signature, ends its session, and says so', async () => {
    const { own, jar } = await karin();
    const [, address] = /^0;url=(.+)$/.exec(String((await signOutHere(people, own)).headers['refresh']))!;
    const last = { body: '' };
    await peer.walk(address!, jar, oursIn(own, last));
    assert.match(last.body, /You are signed out here and of Company/);
    const tampered = address!.replace(/Signature=[^&]{8}/, 'Signature=AAAAAAAA');
    assert.equal((await peer.walk(tampered, jar, oursIn(own, last))).length, 1, 'it leads nowhere');
  });
});
