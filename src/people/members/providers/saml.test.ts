import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { systemActor } from '#platform/app/index.ts';
import type { Browser } from '../../../../test/helpers/browser.ts';
import { startSimpleSamlPhp, whyNoSimpleSamlPhp } from '../../../../test/helpers/simplesamlphp.ts';
import { begin, isSignedIn, textOf } from '../testing/elsewhere.ts';
import { openPeople, type People } from '../testing/people.ts';
import {
  type Asserted,
  asserted,
  assertionXml,
  makeIdp,
  responseXml,
  signatureOf,
  signedAssertion,
  type TestIdp,
} from '../testing/saml-idp.ts';
import { backUrl, metadataUrl, saveProvider } from './manage.ts';
import { readMetadata } from './metadata.ts';
import { providerInput } from './schema.ts';
import { testProvider } from './test.ts';

const CROSS = { 'sec-fetch-site': 'cross-site', origin: 'https://idp.example' };
let people: People;
let idp: TestIdp;
let thief: TestIdp;
let id = '';
before(async () => {
  people = await openPeople();
  [idp, thief] = [makeIdp(), makeIdp()];
  id = await addSaml({
    entityId: idp.entityId,
    entryPoint: 'https://idp.example/sso',
    certificates: [idp.certificate],
  });
});
after(() => people.made.close());

async function addSaml(settings: object, more: object = {}): Promise<string> {
  const input = { kind: 'saml', name: 'Company', isOpen: true, settings, ...more };
  return (await saveProvider(people.app, systemActor, providerInput.parse(input))).id;
}

/** Begins, as a browser does; answers what the request asked. */
async function ask(from: Browser, provider = id) {
  const url = new URL(await begin(from, provider));
  const request = inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest')!, 'base64')).toString();
  const requestId = / ID="([^"]+)"/.exec(request)![1]!;
  return { url, request, requestId, relay: url.searchParams.get('RelayState')! };
}

/** What a browser does with the provider's form: our cookies stay at home. */
const bring = (relay: string, xml: string, provider = id) =>
  people.send(
    people.browser(),
    `/community/ways/${provider}/back`,
    { RelayState: relay, SAMLResponse: Buffer.from(xml).toString('base64') },
    CROSS,
  );

type Asked = Awaited<ReturnType<typeof ask>>;
const right = ({ requestId }: Asked, more: Partial<Asserted> = {}): Asserted =>
  asserted(idp, {
    audience: metadataUrl(people.app, id),
    recipient: backUrl(people.app, id),
    inResponseTo: requestId,
    ...more,
  });

describe('a real identity provider', { skip: whyNoSimpleSamlPhp() ?? false }, () => {
  it('is set up by metadata, lets somebody new choose a name, and the same in ever after', async () => {
    const own = people.browser();
    const provider = await addSaml({ entityId: 'x', entryPoint: 'https://x.example', certificates: ['x'] });
    const sp = { entityId: metadataUrl(people.app, provider), acs: backUrl(people.app, provider) };
    const customer = { uid: 'c-77', mail: 'karin@company.example', displayName: "Karin O'Hara" };
    const peer = await startSimpleSamlPhp({ ...sp, customer });
    try {
      const settings = readMetadata(await peer.metadata());
      assert.equal(settings.entityId, peer.entityId);
      const input = providerInput.parse({
        kind: 'saml',
        name: 'Company',
        isOpen: true,
        trustsMail: true,
        settings,
      });
      await saveProvider(people.app, systemActor, input, provider);
      const ours = String((await own.get(`/community/ways/${provider}/metadata`)).body);
      assert.ok(
        ours.includes(`entityID="${sp.entityId}"`) &&
          ours.includes(`Location="${sp.acs}"`) &&
          ours.includes('WantAssertionsSigned="true"'),
        ours,
      );
      const { url } = await ask(own, provider);
      const given = await peer.visit(url.href);
      assert.equal(given.action, sp.acs);
      const post = () =>
        people.send(
          people.browser(),
          `/community/ways/${provider}/back`,
          { SAMLResponse: given.answer, RelayState: given.relay },
          CROSS,
        );
      const brought = await post();
      assert.equal(brought.status, 303, String(brought.body));
      assert.equal((await post()).status, 410, 'once');
      const next = await own.get(String(brought.headers['location']), CROSS);
      const enter = String(next.headers['location']);
      assert.match(String((await own.get(enter)).body), /value="Karin O&#39;Hara"/);
      await people.send(own, '/community/enter', {
        ticket: enter.split('=')[1]!,
        handle: 'karin',
        displayName: '',
      });
      assert.ok(await isSignedIn(own));
      const again = people.browser();
      const second = await peer.visit((await ask(again, provider)).url.href);
      const back = await people.send(
        people.browser(),
        `/community/ways/${provider}/back`,
        { SAMLResponse: second.answer, RelayState: second.relay },
        CROSS,
      );
      assert.equal(
        (await again.get(String(back.headers['location']), CROSS)).headers['location'],
        '/community/t/5',
      );
      const page = String((await again.get('/community/sign-out')).body);
      const out = await people.send(again, '/community/sign-out', {
        proof: /name="proof" value="([^"]+)"/.exec(page)![1]!,
      });
      assert.deepEqual(
        [
          /SingleLogoutService/.test(String(out.headers['refresh'])),
          await isSignedIn(again),
          await isSignedIn(own),
        ],
        [true, false, true],
        'only this session ends',
      );
    } finally {
      await peer.close();
    }
  });
});

describe('a SAML answer', () => {
  it('counts when it is right, for the browser that asked and brought it', async () => {
    const [own, victim] = [people.browser(), people.browser()];
    const asked = await ask(own);
    assert.match(asked.request, /ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"/);
    const xml = responseXml(idp, { inResponseTo: asked.requestId, body: signedAssertion(idp, right(asked)) });
    const brought = await bring(asked.relay, xml);
    const to = String(brought.headers['location']);
    assert.match(to, new RegExp(`^/community/ways/${id}/back\\?state=[\\w-]{43}$`));
    assert.equal((await victim.get(to, CROSS)).status, 410, 'a browser that did not ask');
    const early = await own.get(`/community/ways/${id}/back?state=${asked.relay}`, CROSS);
    assert.equal(early.status, 410, 'one that asked and lent its request to somebody');
    assert.match(String((await own.get(to, CROSS)).headers['location']), /^\/community\/enter\?ticket=/);
    const other = await ask(own);
    assert.equal((await bring(other.relay, xml)).status, 502, 'the same answer to another request');
    assert.equal(
      (await own.get(`/community/ways/${id}/back?state=${other.relay}`)).status,
      410,
      'nothing was proven',
    );
  });

  it('is taken once even when it answers rightly: the assertion is remembered', async () => {
    const own = people.browser();
    const asked = await ask(own);
    const xml = responseXml(idp, { inResponseTo: asked.requestId, body: signedAssertion(idp, right(asked)) });
    const both = await Promise.all([bring(asked.relay, xml), bring(asked.relay, xml)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [303, 410]);
  });

  const now = Date.now();
  const WRONG: Record<string, (asked: Asked) => string> = {
    'no signature': (asked) => assertionXml(right(asked)),
    'a foreign key': (asked) => signedAssertion(idp, right(asked), { key: thief.key }),
    'HMAC with the certificate': (asked) => signedAssertion(idp, right(asked), { kind: 'hmac' }),
    'SHA-1': (asked) => signedAssertion(idp, right(asked), { kind: 'rsa-sha1' }),
    'a name changed afterwards': (asked) =>
      signedAssertion(idp, right(asked)).replace('>customer-1<', '>admin<'),
    'another issuer': (asked) => signedAssertion(idp, right(asked, { issuer: 'https://other.example' })),
    'another audience': (asked) => signedAssertion(idp, right(asked, { audience: 'https://other.example' })),
    'no audience': (asked) => signedAssertion(idp, right(asked, { audience: null })),
    'another recipient': (asked) =>
      signedAssertion(idp, right(asked, { recipient: 'https://other.example/acs' })),
    'no recipient': (asked) => signedAssertion(idp, right(asked, { recipient: null })),
    'another request': (asked) => signedAssertion(idp, right(asked, { inResponseTo: '_other' })),
    'no request': (asked) => signedAssertion(idp, right(asked, { inResponseTo: null })),
    'its time over': (asked) =>
      signedAssertion(idp, right(asked, { from: now - 600_000, until: now - 90_000 })),
    'its time to come': (asked) =>
      signedAssertion(idp, right(asked, { from: now + 120_000, until: now + 300_000 })),
    'somebody for this session only': (asked) =>
      signedAssertion(idp, right(asked, { format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' })),
    nobody: (asked) => signedAssertion(idp, right(asked, { nameId: '' })),
    'a comment in the name': (asked) =>
      signedAssertion(idp, right(asked)).replace('>customer-1<', '>customer-1<!-- -->.evil<'),
    'raw text in the name': (asked) =>
      signedAssertion(idp, right(asked)).replace('>customer-1<', '><![CDATA[customer-1]]><'),
    'two assertions': (asked) => signedAssertion(idp, right(asked)) + signedAssertion(idp, right(asked)),
    'no assertion': () => '',
  };
  const evil = (asked: Asked, more: Partial<Asserted> = {}) => right(asked, { nameId: 'admin', ...more });
  /** Known ways to wrap what was signed into what was not. */
  const WRAPPED: Record<string, (asked: Asked) => string> = {
    'an evil assertion before it': (asked) => assertionXml(evil(asked)) + signedAssertion(idp, right(asked)),
    'an evil assertion after it': (asked) => signedAssertion(idp, right(asked)) + assertionXml(evil(asked)),
    'an evil assertion around it': (asked) =>
      assertionXml(evil(asked, { more: `<saml:Advice>${signedAssertion(idp, right(asked))}</saml:Advice>` })),
    'an evil one with its signature, the signed one in an extension': (asked) => {
      const good = right(asked);
      const signature = signatureOf(idp, good.id, assertionXml(good));
      return `<samlp:Extensions>${assertionXml(good)}</samlp:Extensions>${assertionXml(evil(asked), signature)}`;
    },
    'an evil one with its signature, the signed one in the signature': (asked) => {
      const good = right(asked);
      const signature = signatureOf(idp, good.id, assertionXml(good), {
        object: `<ds:Object>${assertionXml(good)}</ds:Object>`,
      });
      return assertionXml(evil(asked), signature);
    },
    'the same id twice': (asked) => {
      const good = right(asked);
      const signature = signatureOf(idp, good.id, assertionXml(good), {
        object: `<ds:Object>${assertionXml(good)}</ds:Object>`,
      });
      return assertionXml(evil(asked, { id: good.id }), signature);
    },
    'the signed one inside the evil one with the same id': (asked) => {
      const good = right(asked);
      return assertionXml(
        evil(asked, { id: good.id, more: `<saml:Advice>${signedAssertion(idp, good)}</saml:Advice>` }),
      );
    },
    'two signatures in one': (asked) => {
      const good = right(asked);
      const signature = signatureOf(idp, good.id, assertionXml(good));
      return assertionXml(evil(asked, { id: good.id }), signature + signature);
    },
    'another namespace for the evil one': (asked) =>
      assertionXml(evil(asked)).replaceAll('saml:', 'x:').replace('xmlns:x=', 'xmlns:x=') +
      signedAssertion(idp, right(asked)),
  };
  for (const [what, make] of Object.entries({ ...WRONG, ...WRAPPED }))
    it(`counts for nothing with ${what}`, async () => {
      const own = people.browser();
      const asked = await ask(own);
      const answer = await bring(
        asked.relay,
        responseXml(idp, { inResponseTo: asked.requestId, body: make(asked) }),
      );
      assert.equal(answer.status, 502, String(answer.headers['location']));
      assert.match(textOf(answer.body)!, /could not be trusted/);
      assert.doesNotMatch(String(answer.body), /admin|signature|Assertion/i, 'what was wrong is for the log');
      const rows = await people.app.db.query('select 1 from member_attempts where is_proven and hash = $1', [
        people.app.secrets.hash(asked.relay),
      ]);
      assert.deepEqual(rows, []);
    });

  it('is not taken from a signed response around an unsigned assertion, nor from what is no XML', async () => {
    const own = people.browser();
    const asked = await ask(own);
    const body = assertionXml(right(asked));
    const bare = responseXml(idp, { inResponseTo: asked.requestId, body });
    const signed = responseXml(idp, {
      inResponseTo: asked.requestId,
      body,
      signature: signatureOf(idp, '_r1', bare),
    });
    const entity = `<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>${signed}`;
    const bomb = `<?php x?>${signed}`;
    for (const xml of [
      signed,
      entity,
      bomb,
      '',
      '<',
      'x'.repeat(100_000),
      '\u0000',
      responseXml(idp, { inResponseTo: asked.requestId, body: '', status: 'Responder' }),
    ])
      assert.equal((await bring(asked.relay, xml)).status, 502, xml.slice(0, 60));
    assert.equal((await bring('nobody', signed)).status, 410, 'nobody asked');
    const unasked = responseXml(idp, { inResponseTo: null, body: signedAssertion(idp, right(asked)) });
    assert.equal((await bring(asked.relay, unasked)).status, 502, 'begun at the provider');
    assert.match(
      String((await people.browser().get(`/community/ways/${id}/metadata`)).headers['content-type']),
      /samlmetadata/,
    );
  });

  it('belongs to its provider', async () => {
    const other = await addSaml({
      entityId: idp.entityId,
      entryPoint: 'https://idp.example/sso',
      certificates: [idp.certificate],
    });
    const asked = await ask(people.browser());
    const xml = responseXml(idp, { inResponseTo: asked.requestId, body: signedAssertion(idp, right(asked)) });
    assert.equal((await bring(asked.relay, xml, other)).status, 410);
    const theirs = await ask(people.browser(), other);
    const wrong = responseXml(idp, {
      inResponseTo: theirs.requestId,
      body: signedAssertion(idp, right(theirs)),
    });
    assert.equal((await bring(theirs.relay, wrong, other)).status, 502, 'its audience is the first one');
  });
});

describe('metadata of a provider', () => {
  const part = (more: string, use = 'signing') =>
    `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example"><IDPSSODescriptor><KeyDescriptor use="${use}"><X509Certificate>${idp.certificate.replaceAll(/-.*-|\s/g, '')}</X509Certificate></KeyDescriptor>${more}</IDPSSODescriptor></EntityDescriptor>`;
  const entry =
    '<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example/sso"/>';

  it('is read, or refused with what it lacks', () => {
    assert.equal(readMetadata(part(entry)).certificates.length, 1);
    for (const [xml, why] of [
      ['', /exactly one/],
      [part(entry) + part(entry), /exactly one/],
      [part(''), /no place to sign in/],
      [part(entry, 'encryption'), /no certificate/],
      [part(entry).replace(/<X509Certificate>..../, '<X509Certificate>AAAA'), /cannot be read/],
      [`<!DOCTYPE x [<!ENTITY a "b">]>${part(entry)}`, /document type/],
    ] as const)
      assert.throws(() => readMetadata(xml), why);
  });

  it('is tried before members are', async () => {
    const { isOk, steps } = await testProvider(people.app, id);
    assert.deepEqual(
      [isOk, steps.map(({ what, isOk: is }) => [what, is])],
      [
        false,
        [
          ['certificate', true],
          ['entry', false],
        ],
      ],
    );
  });
});
