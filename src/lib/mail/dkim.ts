import { bytesOfText } from './bytes.ts';
import {
  canonicalBody,
  canonicalField,
  type Canonicalisation,
  type RawField,
  splitMail,
} from './canonical.ts';
import { readKey } from './dkim-key.ts';
import { compact, readTags } from './tag-list.ts';

/** Texts that the DNS has under a name (TXT); none when there are none. Throws when nobody could be asked. */
export type AskText = (name: string) => Promise<readonly string[]>;

/** What one signature proves. `none`: nothing either way, because its key could not be asked for, or it covers only a part of the words. */
export interface Signature {
  domain: string;
  verdict: 'pass' | 'fail' | 'none';
  /** Why not, in words. */
  reason: string;
}

const MOST_SIGNATURES = 5;
const NAME = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/;

/** Signatures of a mail, topmost first (RFC 6376, RFC 8301, RFC 8463). Never throws for what is in the mail. */
export async function readSignatures(raw: Uint8Array, ask: AskText, at: Date): Promise<Signature[]> {
  const { fields, body } = splitMail(raw);
  const signatures = fields.filter(({ name }) => name === 'dkim-signature').slice(0, MOST_SIGNATURES);
  const found: Signature[] = [];
  for (const field of signatures) {
    const tags = readTags(valueOf(field));
    const domain = compact(tags?.get('d')).toLowerCase();
    if (!tags || !NAME.test(domain)) continue;
    const verdict = await judge({ field, tags, domain, fields, body, ask, at }).catch(
      (error: unknown): Omit<Signature, 'domain'> => {
        if (error instanceof Broken) return { verdict: error.verdict, reason: error.message };
        return { verdict: 'none', reason: 'the key could not be asked for' };
      },
    );
    found.push({ domain, ...verdict });
  }
  return found;
}

interface Judged {
  field: RawField;
  tags: Map<string, string>;
  domain: string;
  fields: readonly RawField[];
  body: Uint8Array;
  ask: AskText;
  at: Date;
}

/** Why a signature proves nothing. */
class Broken extends Error {
  readonly verdict: 'fail' | 'none';
  constructor(message: string, verdict: 'fail' | 'none' = 'fail') {
    super(message);
    this.verdict = verdict;
  }
}

async function judge(given: Judged): Promise<Omit<Signature, 'domain'>> {
  const { field, tags, domain, fields, body, ask, at } = given;
  const signed = compact(tags.get('h')).toLowerCase().split(':').filter(Boolean);
  checkTags(tags, domain, signed, at);
  const [headers, words = 'simple'] = compact(tags.get('c') ?? 'simple/simple').split('/');
  if (!isCanonicalisation(headers) || !isCanonicalisation(words))
    throw new Broken('its canonicalisation is unknown');
  const whole = canonicalBody(body, words);
  const length = tags.has('l') ? Number(tags.get('l')) : whole.length;
  if (!Number.isSafeInteger(length) || length < 0 || length > whole.length)
    throw new Broken('it covers more than there is');
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', whole.subarray(0, length)));
  if (base64(hash) !== compact(tags.get('bh'))) throw new Broken('the words were changed on the way');
  const name = `${compact(tags.get('s')).toLowerCase()}._domainkey.${domain}`;
  if (!NAME.test(name)) throw new Broken('it names no key');
  const key = await readKey(await ask(name), tags);
  if ('problem' in key) throw new Broken(key.problem, key.isMissing ? 'none' : 'fail');
  const text = bytesOfText(signedText(fields, field, signed, headers));
  // Ed25519 signs the hash of the text (RFC 8463), RSA hashes it itself.
  const isHashed = key.algorithm.name === 'Ed25519';
  const data = isHashed ? new Uint8Array(await crypto.subtle.digest('SHA-256', text)) : text;
  const bytes = unbase64(compact(tags.get('b')));
  if (!bytes || !(await crypto.subtle.verify(key.algorithm, key.key, bytes, data)))
    throw new Broken('the signature is not good');
  if (length < whole.length) throw new Broken('only a part of the words is signed', 'none');
  return { verdict: 'pass', reason: '' };
}

function checkTags(tags: Map<string, string>, domain: string, signed: string[], at: Date): void {
  if (tags.get('v') !== '1') throw new Broken('its version is unknown', 'none');
  if (!signed.includes('from')) throw new Broken('it does not sign the sender');
  const identity = compact(tags.get('i') ?? `@${domain}`).toLowerCase();
  const of = identity.slice(identity.lastIndexOf('@') + 1);
  if (of !== domain && !of.endsWith(`.${domain}`)) throw new Broken('it signs for another domain');
  const until = Number(tags.get('x') ?? Number.POSITIVE_INFINITY);
  if (Number.isNaN(until) || until * 1000 < at.getTime()) throw new Broken('it has expired');
}

/** What is signed of the head: each named field from the bottom up, then the signature itself without its proof. */
function signedText(
  fields: readonly RawField[],
  own: RawField,
  signed: readonly string[],
  how: Canonicalisation,
): string {
  const left = new Map<string, RawField[]>();
  for (const field of fields) {
    // A signature never signs itself, only others (RFC 6376, section 3.5).
    if (field === own) continue;
    const same = left.get(field.name);
    if (same) same.push(field);
    else left.set(field.name, [field]);
  }
  const parts = signed.flatMap((name) => {
    const field = left.get(name)?.pop();
    return field ? [`${canonicalField(field, how)}\r\n`] : [];
  });
  const text = own.text.replace(/((?:^|[:;])\s*b\s*=)[^;]*/i, '$1');
  return parts.join('') + canonicalField({ ...own, text }, how);
}

function valueOf({ text }: RawField): string {
  return text.slice(text.indexOf(':') + 1);
}

function isCanonicalisation(text: string | undefined): text is Canonicalisation {
  return text === 'simple' || text === 'relaxed';
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Undefined for what is no base64. */
function unbase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return bytesOfText(atob(text));
  } catch {
    return undefined;
  }
}
