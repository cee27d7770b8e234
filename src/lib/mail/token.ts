/** Signs a text with a key that only we have: at least ten signs of a–z and 2–7. */
export type Sign = (text: string) => string;

/** What only we can make of a text, and a short name of texts that is the same everywhere. */
export interface MailKey {
  sign: Sign;
  print(...texts: readonly string[]): string;
}

const REF = '[0-9a-z]{20,40}';
const MAC = '[a-z2-7]{10}';

/** Our name of a post with the proof that it is from us: 36 signs of a–z and 0–9, the same in every letter case. */
export function tokenOf(ref: string, sign: Sign): string {
  return `${ref}${proofOf(ref, sign)}`;
}

/** The name in a token that we made; undefined for everything else. */
export function refOf(token: string, sign: Sign): string | undefined {
  const parts = new RegExp(`^(${REF})(${MAC})$`).exec(token.toLowerCase());
  if (!parts) return undefined;
  const [, ref = '', proof = ''] = parts;
  return proof === proofOf(ref, sign) ? ref : undefined;
}

function proofOf(ref: string, sign: Sign): string {
  return sign(ref).slice(0, 10);
}

/** `r.TOKEN.key@shop.example`: an id of a message of ours, which names what it answers. */
export function ownMessageId(token: string, key: string, domain: string): string {
  return `r.${token}.${key}@${domain}`;
}

/** The token in an id of a message of ours, not yet proved. */
export function tokenInId(id: string): string | undefined {
  return /^r\.([0-9a-z]+)\.[\w-]+@/i.exec(id)?.[1];
}

/** `support+rTOKEN@shop.example` */
export function plusAddress(address: string, token: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+r${token}${address.slice(at)}`;
}

/** The token in an address of ours, not yet proved. */
export function tokenInAddress(given: string, ours: string): string | undefined {
  const [address, own] = [given.toLowerCase(), ours.toLowerCase()];
  const at = own.lastIndexOf('@');
  const begin = `${own.slice(0, at)}+r`;
  return address.startsWith(begin) && address.endsWith(own.slice(at))
    ? address.slice(begin.length, address.length - (own.length - at))
    : undefined;
}

/** `Re: My bill [r:TOKEN]` */
export function subjectWith(subject: string, token: string): string {
  return `${withoutToken(subject)} [r:${token}]`;
}

export function tokenInSubject(subject: string): string | undefined {
  return /\[r:([0-9a-z]+)\]/i.exec(subject)?.[1];
}

export function withoutToken(subject: string): string {
  return subject.replaceAll(/\s*\[r:[0-9a-z]+\]/gi, '').trim();
}

/** `Re: ` before a subject that does not begin with it in one of the usual languages. */
export function answerSubject(subject: string): string {
  const plain = withoutToken(subject);
  return /^(re|aw|sv|vs|antw|odp|rif|ref|ynt)\s*(\[\d+\])?\s*:/i.test(plain) ? plain : `Re: ${plain}`.trim();
}
