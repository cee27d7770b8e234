import PostalMime, { type Address, type Email } from 'postal-mime';
import type { Headers } from './automatic.ts';

/** A mail, read. */
export interface ParsedMail {
  /** As it came. */
  raw: Uint8Array;
  email: Email;
  /** The first header of that name (lower case), decoded. */
  headers: Headers;
  /** Every header of that name, topmost first. */
  all(name: string): string[];
  attachments: ParsedAttachment[];
}

interface ParsedAttachment {
  name: string;
  mimeType: string;
  contentId: string | null;
  isInline: boolean;
  bytes: Uint8Array;
}

/** What a mail may have at most: more is not read any further. */
const LIMITS = { maxNestingDepth: 50, maxHeadersSize: 512 * 1024, maxRfc822NestingDepth: 2 };
const MOST_PARTS = 300;

/** Throws an Error that says in words why the mail cannot be read. */
export async function parseMail(raw: Uint8Array): Promise<ParsedMail> {
  if (boundaryCount(raw) > MOST_PARTS * 4) throw new Error(`it has more than ${MOST_PARTS} parts`);
  const email = await PostalMime.parse(raw, {
    ...LIMITS,
    forceRfc822Attachments: true,
    attachmentEncoding: 'arraybuffer',
  });
  if (email.attachments.length > MOST_PARTS) throw new Error(`it has more than ${MOST_PARTS} parts`);
  const all = (name: string) => email.headers.filter(({ key }) => key === name).map(({ value }) => value);
  return {
    raw,
    email,
    all,
    headers: (name) => all(name)[0] ?? null,
    attachments: email.attachments.map(
      ({ filename, mimeType, contentId, disposition, related, content }, index) => ({
        name: filename ?? nameFor(mimeType, index),
        mimeType,
        contentId: contentId?.replace(/^<|>$/g, '') ?? null,
        isInline: contentId !== undefined && (related === true || disposition === 'inline'),
        bytes:
          typeof content === 'string'
            ? new TextEncoder().encode(content)
            : new Uint8Array(content as ArrayBuffer),
      }),
    ),
  };
}

/** Lines that begin as borders of parts do: counting them costs nothing, reading a hundred thousand parts costs minutes. */
function boundaryCount(raw: Uint8Array): number {
  const [NEWLINE, DASH] = [10, 45];
  let count = 0;
  for (let at = raw.indexOf(NEWLINE); at >= 0 && count <= MOST_PARTS * 4; at = raw.indexOf(NEWLINE, at + 1)) {
    // A signature's dashes and ruled lines in the text are none.
    const next = String.fromCharCode(raw[at + 3] ?? 32);
    if (raw[at + 1] === DASH && raw[at + 2] === DASH && /[\w=_.'+/]/.test(next)) count += 1;
  }
  return count;
}

function nameFor(mimeType: string, index: number): string {
  const ending = mimeType.startsWith('message/')
    ? 'eml'
    : (mimeType.split('/')[1]?.replace(/[^\w]/g, '') ?? 'bin');
  return `attachment-${index + 1}.${ending}`;
}

/** Addresses with names, groups opened. */
export function mailboxesIn(addresses: readonly Address[] | undefined): { name: string; address: string }[] {
  return (addresses ?? [])
    .flatMap((one) => (one.group ? one.group : [{ name: one.name, address: one.address ?? '' }]))
    .filter(({ address }) => address.includes('@'));
}
