import assert from 'node:assert/strict';
import { createVerify, X509Certificate } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { isSignedIn } from '../../testing/elsewhere.ts';
import { openPeople, type People } from '../../testing/people.ts';
import { addSaml, idIn, messageIn, signInBySaml, signOutHere } from '../../testing/saml-browser.ts';
import {
  type LogoutAsked,
  logoutAnswerXml,
  logoutXml,
  makeIdp,
  redirectQuery,
  type TestIdp,
} from '../../testing/saml-idp.ts';
import { logoutUrl } from '../manage.ts';

let people: People;
let [idp, thief]: TestIdp[] = [];
let id = '';
before(async () => {
  people = await openPeople();
  [idp, thief] = [makeIdp(), makeIdp()];
  id = await addSaml(people, {
    entityId: idp.entityId,
    entryPoint: 'https://idp.example/sso',
    logoutUrl: 'https://idp.example/slo?tenant=1',
    logoutAnswerUrl: 'https://idp.example/slo-answer',
    certificates: [idp.certificate],
  });
});
after(() => people.made.close());

async function comes(handle: string, sessionIndex: string | null) {
  const own = people.browser();
  await signInBySaml(people, idp!, own, { provider: id, handle, sessionIndex });
  assert.ok(await isSignedIn(own), handle);
  return own;
}
const path = () => `/community/ways/${id}/logout`;
const at = () => ({ destination: logoutUrl(people.app, id) });
/** What a provider's frame does in a browser that keeps our cookies back. */
const ask = (about: Partial<LogoutAsked>, key = idp!.key, relay?: string) =>
  people
    .browser()
    .get(
      `${path()}?${redirectQuery(logoutXml(idp!, { ...at(), ...about }), { key, ...(relay !== undefined && { relay }) })}`,
    );

describe('signing out at the identity provider', () => {
  it('ends the session that it names, or all of that name, and answers signed', async () => {
    const [first, second, other] = [
      await comes('anna', 's1'),
      await comes('anna', 's2'),
      await comes('ben', 's1'),
    ];
    const answer = await ask({ nameId: 'anna', indexes: ['s1'] }, idp!.key, 'their * state');
    assert.equal(answer.status, 303, String(answer.body));
    assert.deepEqual(
      [await isSignedIn(first), await isSignedIn(second), await isSignedIn(other)],
      [false, true, true],
    );
    const to = String(answer.headers['location']);
    assert.match(to, /^https:\/\/idp\.example\/slo-answer\?/);
    assert.equal(new URL(to).searchParams.get('RelayState'), 'their * state');
    assert.match(messageIn(to, 'SAMLResponse'), /status:Success/);
    const metadata = String((await people.browser().get(`/community/ways/${id}/metadata`)).body);
    const [, certificate] = /<ds:X509Certificate>([^<]+)</.exec(metadata)!;
    const own = new X509Certificate(Buffer.from(certificate!, 'base64'));
    assert.ok(own.verify(own.publicKey) && own.validToDate.getUTCFullYear() >= 2045, own.toString());
    const [signed, signature] = to.slice(to.indexOf('?') + 1).split('&Signature=');
    const bytes = Buffer.from(decodeURIComponent(signature!), 'base64');
    assert.ok(createVerify('sha256').update(signed!).verify(own.publicKey, bytes));
    assert.equal((await ask({ nameId: 'anna' })).status, 303);
    assert.deepEqual([await isSignedIn(second), await isSignedIn(other)], [false, true]);
    assert.equal((await ask({ nameId: 'nobody-here' })).status, 303, 'who is not signed in is signed out');
  });

  it('is said in our metadata: where, by redirect, with our key', async () => {
    const xml = String((await people.browser().get(`/community/ways/${id}/metadata`)).body);
    assert.ok(
      xml.includes(
        `<SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${logoutUrl(people.app, id)}"`,
      ),
      xml,
    );
    assert.match(xml, /AuthnRequestsSigned="false"/);
    const keys = await Promise.all(
      [1, 2, 3].map(async () => String((await people.browser().get(`/community/ways/${id}/metadata`)).body)),
    );
    assert.ok(
      keys.every(
        (one) => /X509Certificate>([^<]+)/.exec(one)![1] === /X509Certificate>([^<]+)/.exec(xml)![1],
      ),
    );
  });

  it('is refused where it cannot be trusted, and ends nothing', async () => {
    const own = await comes('carla', 's7');
    const asking = (of: Partial<LogoutAsked> = {}) => logoutXml(idp!, { ...at(), nameId: 'carla', ...of });
    const wrong: Record<string, () => string> = {
      'signed by somebody else': () => redirectQuery(asking(), { key: thief!.key }),
      'not signed': () => redirectQuery(asking(), { key: idp!.key }).split('&SigAlg')[0]!,
      'another relay than was signed': () =>
        redirectQuery(asking(), { key: idp!.key, relay: 'a' }).replace('RelayState=a', 'RelayState=b'),
      'a second request beside the signed one': () =>
        `${redirectQuery(asking({ nameId: 'x' }), { key: idp!.key })}&SAMLRequest=${redirectQuery(asking(), { key: thief!.key }).slice(12)}`,
      'a weak signature': () =>
        redirectQuery(asking(), {
          key: idp!.key,
          algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
        }),
      'another issuer': () =>
        redirectQuery(asking({ issuer: 'https://evil.example' }), {
          key: idp!.key,
        }),
      'another destination': () =>
        redirectQuery(asking({ destination: 'https://other.example/slo' }), {
          key: idp!.key,
        }),
      'no destination': () => redirectQuery(asking({ destination: null }), { key: idp!.key }),
      'an hour old': () => redirectQuery(asking({ at: Date.now() - 3_600_000 }), { key: idp!.key }),
      'from the future': () => redirectQuery(asking({ at: Date.now() + 600_000 }), { key: idp!.key }),
      over: () => redirectQuery(asking({ until: Date.now() - 120_000 }), { key: idp!.key }),
      'two names': () =>
        redirectQuery(asking({ nameId: 'x', more: '<saml:NameID>carla</saml:NameID>' }), {
          key: idp!.key,
        }),
      'a document type': () => redirectQuery(`<!DOCTYPE a>${asking()}`, { key: idp!.key }),
      'a comment in the name': () => redirectQuery(asking({ nameId: 'car<!-- -->la' }), { key: idp!.key }),
      'a bomb': () => redirectQuery('a'.repeat(3_000_000), { key: idp!.key }),
      nothing: () => '',
    };
    for (const [what, query] of Object.entries(wrong)) {
      const answer = await people.browser().get(`${path()}?${query()}`);
      assert.equal(answer.status, 400, `${what}: ${answer.status}`);
      assert.match(String(answer.body), /Nobody was signed out/, what);
    }
    assert.ok(await isSignedIn(own));
  });

  it('is taken once, also by sixteen at the same moment, and belongs to its provider', async () => {
    const xml = logoutXml(idp!, { ...at(), nameId: 'dora' });
    const query = redirectQuery(xml, { key: idp!.key });
    const sent = await Promise.all(
      Array.from({ length: 16 }, () => people.browser().get(`${path()}?${query}`)),
    );
    assert.equal(sent.filter(({ status }) => status === 303).length, 1);
    const own = await comes('dora', 's9');
    assert.equal(
      (await people.browser().get(`${path()}?${query}`)).status,
      400,
      'heard again after she is back',
    );
    const settings = {
      entityId: idp!.entityId,
      entryPoint: 'https://idp.example/sso',
      logoutUrl: 'https://idp.example/slo',
      certificates: [idp!.certificate],
    };
    const other = await addSaml(people, settings);
    const there = redirectQuery(
      logoutXml(idp!, { nameId: 'dora', destination: logoutUrl(people.app, other) }),
      { key: idp!.key },
    );
    assert.equal((await people.browser().get(`/community/ways/${other}/logout?${there}`)).status, 303);
    assert.ok(await isSignedIn(own), 'somebody of that name at another provider is somebody else');
  });
});

describe('signing out here', () => {
  it('ends the session here at once, and asks the provider, signed, to end it there', async () => {
    const own = await comes('emil', 's3');
    const answer = await signOutHere(people, own);
    assert.equal(await isSignedIn(own), false);
    assert.equal(answer.status, 200);
    const [, address] = /^0;url=(.+)$/.exec(String(answer.headers['refresh']))!;
    assert.match(address!, /^https:\/\/idp\.example\/slo\?tenant=1&/);
    assert.match(String(answer.body), /Sign out of Company/);
    const request = messageIn(address!);
    assert.match(request, />emil<\/saml:NameID>/);
    assert.match(request, />s3<\//);
    const relay = new URL(address!).searchParams.get('RelayState')!;
    const end = (xml: string, key = idp!.key, by = own) =>
      by.get(`${path()}?${redirectQuery(xml, { key, name: 'SAMLResponse', relay })}`, {
        'sec-fetch-site': 'cross-site',
      });
    const right = logoutAnswerXml(idp!, { ...at(), inResponseTo: idIn(request) });
    assert.match(
      String((await end(right, idp!.key, people.browser())).body),
      /did not say that you are signed out there/,
    );
    assert.match(String((await end(right)).body), /You are signed out here and of Company/);
    assert.match(String((await end(right)).body), /did not say/, 'once');
  });

  it('says so where the provider refuses, lies, or is somebody else', async () => {
    const answers = [
      (inResponseTo: string) => ({
        xml: logoutAnswerXml(idp!, { ...at(), inResponseTo, status: 'Responder' }),
        key: idp!.key,
      }),
      (inResponseTo: string) => ({ xml: logoutAnswerXml(idp!, { ...at(), inResponseTo }), key: thief!.key }),
      (inResponseTo: string) => ({ xml: logoutAnswerXml(idp!, { inResponseTo }), key: idp!.key }),
      (inResponseTo: string) => ({
        xml: logoutAnswerXml(idp!, { inResponseTo, destination: 'https://other.example/slo' }),
        key: idp!.key,
      }),
      () => ({ xml: logoutAnswerXml(idp!, { ...at(), inResponseTo: '_another' }), key: idp!.key }),
    ];
    for (const [n, make] of answers.entries()) {
      const own = await comes(`frank${n}`, null);
      const [, address] = /^0;url=(.+)$/.exec(String((await signOutHere(people, own)).headers['refresh']))!;
      const relay = new URL(address!).searchParams.get('RelayState')!;
      const { xml, key } = make(idIn(messageIn(address!)));
      const { body } = await own.get(`${path()}?${redirectQuery(xml, { key, name: 'SAMLResponse', relay })}`);
      assert.match(String(body), /did not say/);
      assert.equal(await isSignedIn(own), false);
    }
  });

  it('stays here where the session began otherwise, or the provider has no single logout', async () => {
    const { own } = await people.join('grete');
    assert.equal((await signOutHere(people, own)).headers['location'], '/community');
    const plain = await addSaml(people, {
      entityId: 'https://plain.example',
      entryPoint: 'https://plain.example/sso',
      certificates: [idp!.certificate],
    });
    const there = people.browser();
    await signInBySaml(people, { ...idp!, entityId: 'https://plain.example' }, there, {
      provider: plain,
      handle: 'hans',
    });
    assert.ok(await isSignedIn(there));
    assert.equal((await signOutHere(people, there)).headers['location'], '/community');
  });

  it('leaves nothing of who somebody is there behind', async () => {
    const own = await comes('idabelle-winter', 'session-number-four');
    const count = async () => (await people.app.db.query('select 1 from member_saml_sessions')).length;
    const before = await count();
    const rows = await people.app.db.query<{ row: string }>(
      'select m::text as row from member_saml_sessions m',
    );
    assert.ok(
      rows.every(({ row }) => !row.includes('idabelle') && !row.includes('number')),
      'nothing in clear',
    );
    await signOutHere(people, own);
    assert.equal(await count(), before - 1);
  });
});
