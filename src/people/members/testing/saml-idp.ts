import { createHash, createHmac, createPrivateKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { deflateRawSync } from 'node:zlib';

/** An identity provider of a test's own making: it signs by hand, and so whatever it is told to. */
export interface TestIdp {
  entityId: string;
  certificate: string;
  key: KeyObject;
}

export function makeIdp(entityId = 'https://idp.example/saml'): TestIdp {
  const made = spawnSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=idp.example',
      '-keyout',
      '-',
      '-out',
      '-',
    ],
    { encoding: 'utf8' },
  );
  const part = (name: string) =>
    new RegExp(`-----BEGIN ${name}-----[^]+?-----END ${name}-----`).exec(made.stdout)?.[0] ?? '';
  return { entityId, certificate: part('CERTIFICATE'), key: createPrivateKey(part('PRIVATE KEY')) };
}

export interface Asserted {
  id: string;
  issuer: string;
  nameId: string;
  format: string;
  audience: string | null;
  recipient: string | null;
  inResponseTo: string | null;
  /** Milliseconds since 1970. */
  from: number;
  until: number;
  attributes: Record<string, string>;
  /** The session that he has there. */
  sessionIndex: string | null;
  /** Stands in the assertion besides. */
  more: string;
}

export function asserted(idp: TestIdp, about: Partial<Asserted>): Asserted {
  const now = Date.now();
  return {
    id: `_a${randomBytes(12).toString('hex')}`,
    issuer: idp.entityId,
    nameId: 'customer-1',
    format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    audience: null,
    recipient: null,
    inResponseTo: null,
    from: now - 5000,
    until: now + 120_000,
    attributes: { mail: 'customer-1@company.example', displayName: 'Customer One' },
    sessionIndex: null,
    more: '',
    ...about,
  };
}

const time = (at: number): string => new Date(at).toISOString();
const attribute = (name: string, value: string | null): string =>
  value === null ? '' : ` ${name}="${value}"`;

/** An assertion in its canonical form, with `signature` after the issuer. */
export function assertionXml(of: Asserted, signature = ''): string {
  const attributes = Object.entries(of.attributes).map(
    ([name, value]) =>
      `<saml:Attribute Name="${name}"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`,
  );
  const audience =
    of.audience === null
      ? ''
      : `<saml:AudienceRestriction><saml:Audience>${of.audience}</saml:Audience></saml:AudienceRestriction>`;
  return (
    `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${of.id}" IssueInstant="${time(of.from)}" Version="2.0">` +
    `<saml:Issuer>${of.issuer}</saml:Issuer>${signature}` +
    `<saml:Subject><saml:NameID Format="${of.format}">${of.nameId}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">` +
    `<saml:SubjectConfirmationData${attribute('InResponseTo', of.inResponseTo)} NotOnOrAfter="${time(of.until)}"${attribute('Recipient', of.recipient)}></saml:SubjectConfirmationData>` +
    `</saml:SubjectConfirmation></saml:Subject>` +
    `<saml:Conditions NotBefore="${time(of.from)}" NotOnOrAfter="${time(of.until)}">${audience}</saml:Conditions>` +
    `<saml:AuthnStatement AuthnInstant="${time(of.from)}"${attribute('SessionIndex', of.sessionIndex)}><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>` +
    `<saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement>${of.more}</saml:Assertion>`
  );
}

const DS = 'http://www.w3.org/2000/09/xmldsig#';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

export interface Signing {
  key?: KeyObject;
  /** `hmac`: with the certificate, which everybody has, as secret. */
  kind?: 'rsa-sha256' | 'rsa-sha1' | 'hmac';
  /** Stands in the signature after its value. */
  object?: string;
}

/** An enveloped signature over canonical XML with that id. */
export function signatureOf(idp: TestIdp, id: string, xml: string, signing: Signing = {}): string {
  const { key = idp.key, kind = 'rsa-sha256', object = '' } = signing;
  const hash = kind === 'rsa-sha1' ? 'sha1' : 'sha256';
  const digestMethod = kind === 'rsa-sha1' ? `${DS}sha1` : 'http://www.w3.org/2001/04/xmlenc#sha256';
  const method = {
    'rsa-sha256': RSA_SHA256,
    'rsa-sha1': `${DS}rsa-sha1`,
    hmac: 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256',
  }[kind];
  const digest = createHash(hash).update(xml).digest('base64');
  const info = (namespace: string) =>
    `<ds:SignedInfo${namespace}><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${method}"></ds:SignatureMethod><ds:Reference URI="#${id}"><ds:Transforms>` +
    `<ds:Transform Algorithm="${DS}enveloped-signature"></ds:Transform><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"></ds:Transform></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${digestMethod}"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
  const text = Buffer.from(info(` xmlns:ds="${DS}"`));
  const value =
    kind === 'hmac'
      ? createHmac('sha256', idp.certificate).update(text).digest('base64')
      : sign(hash, text, key).toString('base64');
  return `<ds:Signature xmlns:ds="${DS}">${info('')}<ds:SignatureValue>${value}</ds:SignatureValue>${object}</ds:Signature>`;
}

/** A signed assertion. */
export const signedAssertion = (idp: TestIdp, of: Asserted, signing: Signing = {}): string =>
  assertionXml(of, signatureOf(idp, of.id, assertionXml(of), signing));

/** A whole answer with what it is told to hold. */
export function responseXml(
  idp: TestIdp,
  of: { inResponseTo: string | null; body: string; id?: string; signature?: string; status?: string },
): string {
  const { inResponseTo, body, id = '_r1', signature = '', status = 'Success' } = of;
  return (
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${id}"${attribute('InResponseTo', inResponseTo)} IssueInstant="${time(Date.now())}" Version="2.0">` +
    `<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${idp.entityId}</saml:Issuer>${signature}` +
    `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${status}"></samlp:StatusCode></samlp:Status>${body}</samlp:Response>`
  );
}

export interface LogoutAsked {
  id: string;
  issuer: string;
  destination: string | null;
  nameId: string;
  indexes: readonly string[];
  /** Milliseconds since 1970. */
  at: number;
  until: number | null;
  more: string;
}

/** A request to sign somebody out. */
export function logoutXml(idp: TestIdp, of: Partial<LogoutAsked> = {}): string {
  const { id = `_l${randomBytes(12).toString('hex')}`, issuer = idp.entityId, destination = null } = of;
  const { nameId = 'customer-1', indexes = [], at = Date.now(), until = null, more = '' } = of;
  const end = attribute('NotOnOrAfter', until === null ? null : time(until));
  return (
    `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${id}" Version="2.0" IssueInstant="${time(at)}"${attribute('Destination', destination)}${end}>` +
    `<saml:Issuer>${issuer}</saml:Issuer>${more}<saml:NameID>${nameId}</saml:NameID>${indexes.map((one) => `<samlp:SessionIndex>${one}</samlp:SessionIndex>`).join('')}</samlp:LogoutRequest>`
  );
}

/** An answer to our request to sign somebody out. */
export const logoutAnswerXml = (
  idp: TestIdp,
  {
    inResponseTo,
    status = 'Success',
    destination = null,
  }: { inResponseTo: string; status?: string; destination?: string | null },
): string =>
  `<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_o${randomBytes(12).toString('hex')}" Version="2.0" IssueInstant="${time(Date.now())}" InResponseTo="${inResponseTo}"${attribute('Destination', destination)}>` +
  `<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${idp.entityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${status}"></samlp:StatusCode></samlp:Status></samlp:LogoutResponse>`;

/** A signed query (HTTP-Redirect). */
export function redirectQuery(
  xml: string,
  {
    key,
    name = 'SAMLRequest',
    relay,
    algorithm = RSA_SHA256,
  }: { key: KeyObject; name?: 'SAMLRequest' | 'SAMLResponse'; relay?: string; algorithm?: string },
): string {
  const message = encodeURIComponent(deflateRawSync(xml).toString('base64'));
  const signed = [
    `${name}=${message}`,
    ...(relay === undefined ? [] : [`RelayState=${encodeURIComponent(relay)}`]),
    `SigAlg=${encodeURIComponent(algorithm)}`,
  ].join('&');
  const hash = algorithm.endsWith('sha1') ? 'sha1' : 'sha256';
  return `${signed}&Signature=${encodeURIComponent(sign(hash, Buffer.from(signed), key).toString('base64'))}`;
}
