import { createVerify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import { samlMarkup } from '../saml-text.ts';

/** RSA with SHA-256 or better; nothing else is taken. */
const HASHES: Readonly<Record<string, string>> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': 'sha384',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'sha512',
};
const LONGEST = 64 * 1024;

/** What stands in a message about signing out. */
export interface LogoutMessage {
  kind: 'LogoutRequest' | 'LogoutResponse';
  id: string;
  issuer: string;
  destination: string | undefined;
  issuedAt: Date;
  /** Of requests: until when it holds. */
  until: Date | undefined;
  name: string;
  /** Sessions that are meant; none: all of that name. */
  indexes: string[];
  inResponseTo: string | undefined;
  isSuccess: boolean;
  relay: string | undefined;
}

/**
 * Reads a message that a browser brings in its query (HTTP-Redirect). The signature is over the bytes of the query as they came; nothing is
 * unpacked before it is right. Throws what is wrong.
 */
export function readMessage(query: string, certificates: readonly string[]): LogoutMessage {
  const raw = onlyOnce(query);
  const name = raw.has('SAMLRequest') ? 'SAMLRequest' : 'SAMLResponse';
  if (raw.has('SAMLRequest') && raw.has('SAMLResponse')) throw new Error('it asks and answers');
  const [message, algorithm, signature] = [raw.get(name), raw.get('SigAlg'), raw.get('Signature')];
  if (!message || !algorithm || !signature) throw new Error('it is not signed');
  const hash = HASHES[plain(algorithm)];
  if (hash === undefined) throw new Error('its signature is of a weak kind');
  const relay = raw.get('RelayState');
  const signed = [
    `${name}=${message}`,
    ...(relay === undefined ? [] : [`RelayState=${relay}`]),
    `SigAlg=${algorithm}`,
  ].join('&');
  const bytes = Buffer.from(plain(signature), 'base64');
  if (!certificates.some((one) => createVerify(hash).update(signed).verify(one, bytes)))
    throw new Error('its signature is not right');
  const packed = Buffer.from(plain(message), 'base64');
  const text = inflateRawSync(packed, { maxOutputLength: LONGEST }).toString();
  const read = parse(samlMarkup(text));
  if ((read.kind === 'LogoutRequest') !== (name === 'SAMLRequest')) throw new Error('it is something else');
  return { ...read, relay: relay === undefined ? undefined : plain(relay) };
}

/** Fields of a query as they were sent; a field that stands there twice is nobody's. */
function onlyOnce(query: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of query.split('&')) {
    const at = part.indexOf('=');
    const name = at < 0 ? part : part.slice(0, at);
    if (found.has(name)) throw new Error(`${name.slice(0, 20)} stands there twice`);
    found.set(name, at < 0 ? '' : part.slice(at + 1));
  }
  return found;
}

const plain = (sent: string): string => decodeURIComponent(sent.replaceAll('+', ' '));

function parse(xml: string): Omit<LogoutMessage, 'relay'> {
  const path: string[] = [];
  let root: { tag: string; attributes: Record<string, string> } | undefined;
  const said = { issuers: [] as string[], names: [] as string[], indexes: [] as string[], status: '' };
  const listFor = (): string[] | undefined =>
    path.length !== 2
      ? undefined
      : { Issuer: said.issuers, NameID: said.names, SessionIndex: said.indexes }[path[1]!];
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const name = tag.slice(tag.indexOf(':') + 1);
        root ??= { tag: name, attributes };
        path.push(name);
        if (path.length === 3 && name === 'StatusCode') said.status = attributes['Value'] ?? '';
        listFor()?.push('');
      },
      ontext(text) {
        const list = listFor();
        if (list) list[list.length - 1] += text;
      },
      onclosetag: () => void path.pop(),
    },
    { xmlMode: true },
  );
  parser.end(xml);
  const { tag, attributes = {} } = root ?? {};
  if (tag !== 'LogoutRequest' && tag !== 'LogoutResponse')
    throw new Error('it is no message about signing out');
  const [issuer, ...others] = said.issuers;
  if (issuer === undefined || others.length > 0 || said.names.length > 1) throw new Error('it is ambiguous');
  const { ID: id = '', IssueInstant = '', Destination, NotOnOrAfter, InResponseTo } = attributes;
  const issuedAt = new Date(IssueInstant);
  const until = NotOnOrAfter === undefined ? undefined : new Date(NotOnOrAfter);
  if (id === '' || Number.isNaN(issuedAt.getTime()) || (until && Number.isNaN(until.getTime())))
    throw new Error('it has no id, or no time');
  return {
    kind: tag,
    id,
    issuer: issuer.trim(),
    destination: Destination,
    issuedAt,
    until,
    name: (said.names[0] ?? '').trim(),
    indexes: said.indexes.map((one) => one.trim()),
    inResponseTo: InResponseTo,
    isSuccess: said.status === 'urn:oasis:names:tc:SAML:2.0:status:Success',
  };
}
