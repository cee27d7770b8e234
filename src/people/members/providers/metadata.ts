import { X509Certificate } from 'node:crypto';
import { Parser } from 'htmlparser2';
import type { App } from '#platform/app/index.ts';
import { memberErrors } from '../errors.ts';
import { LIMITS } from './oidc.ts';

export interface ReadMetadata {
  entityId: string;
  entryPoint: string;
  /** Null where it has no single logout by HTTP-Redirect. */
  logoutUrl: string | null;
  logoutAnswerUrl: string | null;
  certificates: string[];
}

const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';

/** What an identity provider's metadata says, from its text or an address. Throws `member.metadata_wrong`, `outward.…`. */
export async function importMetadata(
  app: App,
  given: { xml?: string | undefined; url?: string | undefined },
): Promise<ReadMetadata> {
  if (given.url === undefined) return readMetadata(given.xml ?? '');
  const { status, body } = await app.outward.fetch(given.url, { ...LIMITS, maxBytes: 1_000_000 });
  if (status !== 200) throw wrong(`the address answered with ${status}`);
  return readMetadata(new TextDecoder().decode(body));
}

/** One identity provider: its name, where sign-ins begin, and the certificates that it signs with. */
export function readMetadata(xml: string): ReadMetadata {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw wrong('it has a document type');
  const found = { ids: [] as string[], entries: [] as string[], certificates: [] as string[] };
  const logouts: { asks: string; answers: string | null }[] = [];
  let [isIdp, isSigning, text] = [false, true, undefined as string | undefined];
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const name = localName(tag);
        if (name === 'EntityDescriptor') found.ids.push(attributes['entityID'] ?? '');
        if (name === 'IDPSSODescriptor') isIdp = true;
        if (!isIdp) return;
        if (name === 'KeyDescriptor') isSigning = attributes['use'] !== 'encryption';
        if (name === 'X509Certificate' && isSigning) text = '';
        if (name === 'SingleSignOnService' && attributes['Binding'] === REDIRECT)
          found.entries.push(attributes['Location'] ?? '');
        if (name === 'SingleLogoutService' && attributes['Binding'] === REDIRECT && attributes['Location'])
          logouts.push({ asks: attributes['Location'], answers: attributes['ResponseLocation'] ?? null });
      },
      ontext(data) {
        if (text !== undefined) text += data;
      },
      onclosetag(tag) {
        const name = localName(tag);
        if (name === 'IDPSSODescriptor') isIdp = false;
        if (name !== 'X509Certificate' || text === undefined) return;
        found.certificates.push(text.replaceAll(/\s/g, ''));
        text = undefined;
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  const [entityId, ...others] = found.ids;
  const [entryPoint] = found.entries;
  if (!entityId || others.length > 0) throw wrong('it does not describe exactly one provider');
  if (!entryPoint) throw wrong('it names no place to sign in by HTTP-Redirect');
  const certificates = [...new Set(found.certificates)].map(pemOf);
  if (certificates.length === 0) throw wrong('it has no certificate to check signatures with');
  const [logout] = logouts;
  return {
    entityId,
    entryPoint,
    logoutUrl: logout?.asks ?? null,
    logoutAnswerUrl: logout?.answers ?? null,
    certificates: certificates.slice(0, 5),
  };
}

function pemOf(base64: string): string {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64')).toString();
  } catch {
    throw wrong('a certificate cannot be read');
  }
}

const localName = (tag: string): string => tag.slice(tag.indexOf(':') + 1);
const wrong = (reason: string) => memberErrors('member.metadata_wrong', { reason });
