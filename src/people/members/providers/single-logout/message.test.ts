import assert from 'node:assert/strict';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, it } from 'node:test';
import { logoutXml, makeIdp, redirectQuery } from '../../testing/saml-idp.ts';
import { certify } from './certificate.ts';
import { readMessage } from './message.ts';

const idp = makeIdp();
const read = (query: string) => readMessage(query, [idp.certificate]);

describe('a message about signing out', () => {
  it('is read whatever prefixes it has, with all that it names', () => {
    const xml = logoutXml(idp, {
      id: '_1',
      nameId: ' anna ',
      indexes: ['a', 'b'],
      destination: 'https://we.example/',
    });
    const said = read(redirectQuery(xml, { key: idp.key, relay: 'a b+c' }));
    assert.deepEqual(
      [said.kind, said.id, said.name, said.indexes, said.relay, said.destination, said.issuer],
      ['LogoutRequest', '_1', 'anna', ['a', 'b'], 'a b+c', 'https://we.example/', idp.entityId],
    );
    const bare = xml.replaceAll(/(<\/?)samlp?:/g, '$1').replaceAll('xmlns:samlp', 'xmlns');
    assert.equal(read(redirectQuery(bare, { key: idp.key })).name, 'anna');
  });

  it('is not read before its signature is right, however small the change', () => {
    const query = redirectQuery(logoutXml(idp), { key: idp.key, relay: 'x' });
    assert.ok(read(query));
    for (let at = 0; at < query.indexOf('&Signature='); at += 37) {
      const other = query[at] === 'A' ? 'B' : 'A';
      const changed = `${query.slice(0, at)}${other}${query.slice(at + 1)}`;
      assert.throws(() => read(changed), Error, `at ${at}`);
    }
    for (const broken of [
      '',
      '&',
      'SAMLRequest',
      `${query}&SigAlg=x`,
      query.replace('SAMLRequest=', 'SAMLResponse='),
    ])
      assert.throws(() => read(broken));
  });

  it('is checked with each of the certificates, so that the next one holds before it is used', () => {
    const next = makeIdp();
    const query = redirectQuery(logoutXml(idp), { key: next.key });
    assert.throws(() => readMessage(query, [idp.certificate]));
    assert.ok(readMessage(query, [idp.certificate, next.certificate]));
  });
});

describe('our certificate', () => {
  it('is one that others read, with our name, our key, and its own signature', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
    for (const year of [2026, 2049, 2050, 2060]) {
      const [from, to] = [new Date(Date.UTC(2026, 0, 2, 3, 4, 5)), new Date(Date.UTC(year, 6, 7, 8, 9, 10))];
      const made = new X509Certificate(
        certify({ key: String(key), name: 'care.example.com', serial: Buffer.from('0102', 'hex'), from, to }),
      );
      assert.equal(made.subject, 'CN=care.example.com');
      assert.ok(made.checkIssued(made) && made.verify(publicKey) && made.checkPrivateKey(privateKey));
      assert.deepEqual([made.validFromDate, made.validToDate], [from, to]);
    }
  });
});
