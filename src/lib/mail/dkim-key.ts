import { bytesOfText } from './bytes.ts';
import { compact, readTags } from './tag-list.ts';

type KeyFound =
  | { algorithm: { name: string }; key: Awaited<ReturnType<typeof crypto.subtle.importKey>> }
  | { problem: string; isMissing?: boolean };

const LEAST_BITS = 1024;

/** The key of a signature among the texts that the DNS has under its name (RFC 6376, section 3.6.1). */
export async function readKey(texts: readonly string[], signature: Map<string, string>): Promise<KeyFound> {
  const records = texts.flatMap((text) => {
    const tags = readTags(text);
    return tags?.has('p') && (tags.get('v') ?? 'DKIM1') === 'DKIM1' ? [tags] : [];
  });
  const [record] = records;
  if (!record || records.length > 1) return { problem: 'its key is not in the DNS', isMissing: true };
  const kind = compact(record.get('k')).toLowerCase() || 'rsa';
  const algorithm = compact(signature.get('a')).toLowerCase();
  const flags = compact(record.get('t')).split(':');
  if (compact(record.get('p')) === '') return { problem: 'its key was withdrawn' };
  if (flags.includes('y')) return { problem: 'its domain only tries signatures', isMissing: true };
  if (algorithm !== `${kind}-sha256`) return { problem: 'it is signed in a way that is no longer trusted' };
  const hashes = compact(record.get('h') ?? 'sha256').split(':');
  const services = compact(record.get('s') ?? '*').split(':');
  if (!hashes.includes('sha256') || !services.some((one) => one === '*' || one === 'email'))
    return { problem: 'its key is for something else' };
  const identity = compact(signature.get('i')).toLowerCase();
  if (
    flags.includes('s') &&
    identity !== '' &&
    !identity.endsWith(`@${compact(signature.get('d')).toLowerCase()}`)
  )
    return { problem: 'it signs for another domain' };
  return importKey(kind, compact(record.get('p')));
}

async function importKey(kind: string, encoded: string): Promise<KeyFound> {
  const name = kind === 'ed25519' ? 'Ed25519' : 'RSASSA-PKCS1-v1_5';
  try {
    const bytes = bytesOfText(atob(encoded));
    const key =
      kind === 'ed25519'
        ? await crypto.subtle.importKey('raw', bytes, { name }, false, ['verify'])
        : await crypto.subtle.importKey('spki', bytes, { name, hash: 'SHA-256' }, false, ['verify']);
    const bits = (key.algorithm as { modulusLength?: number }).modulusLength ?? LEAST_BITS;
    return bits < LEAST_BITS ? { problem: 'its key is too short' } : { algorithm: { name }, key };
  } catch {
    return { problem: 'its key cannot be read' };
  }
}
