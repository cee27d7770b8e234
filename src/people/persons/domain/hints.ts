/** What a text says about its author beside its matter. */
export interface Hint {
  key: 'mail' | 'phone' | 'account';
  /** As written. */
  value: string;
  /** As compared. */
  norm: string;
  /** For `account`: the network that was named, where one was. */
  network: string | null;
  confidence: number;
}

const MOST_TEXT = 20_000;
const MOST_HINTS = 10;
const MAIL = /(?<![\w.+@-])([\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})(?![\w-])/giu;
const PHONE = /(?<![\w+./-])(\+\d[\d ()/.-]{7,20}\d)(?!\w)/gu;
/** "I am @ana.bsky.social here", "that was me: @ana", "my other account is @ana" */
const SELF =
  /\b(?:i am|i'm|i’m|this is|that was me|my (?:other |old |new )?(?:account|handle|profile)(?: (?:here|there|on \w+))? is|find me as|i write as|ich bin|mein konto ist)\b[^@\n]{0,40}@([\p{L}\p{N}._-]{2,100})/giu;
const NAMED: readonly (readonly [RegExp, string])[] = [
  [/\bbluesky\b|\bbsky\b/i, 'bluesky'],
  [/\bmastodon\b|\bfediverse\b/i, 'mastodon'],
  [/\btelegram\b/i, 'telegram'],
];
/** Addresses that many people share say nothing about one of them. */
const SHARED =
  /^(?:info|hello|hi|help|support|service|contact|kontakt|office|sales|team|mail|post|no-?reply|do-?not-?reply|postmaster|abuse|press)@/i;

/** Mail addresses, phone numbers with a country code, and other accounts that the author names as his own. */
export function hintsOf(text: string): Hint[] {
  const read = text.slice(0, MOST_TEXT);
  const mails = [...read.matchAll(MAIL)]
    .map((match) => match[1]!.replace(/\.+$/u, ''))
    .filter((mail) => !SHARED.test(mail))
    .map((mail): Hint => ({ key: 'mail', value: mail, norm: normOf(mail), network: null, confidence: 0.6 }));
  const phones = [...read.matchAll(PHONE)]
    .map((match) => match[1]!)
    .filter((phone) => normOfPhone(phone).length >= 9)
    .map((phone): Hint => ({
      key: 'phone',
      value: phone,
      norm: normOfPhone(phone),
      network: null,
      confidence: 0.5,
    }));
  const accounts = [...read.matchAll(SELF)].map((match): Hint => {
    const handle = match[1]!.replace(/[.]+$/u, '');
    const network = NAMED.find(([pattern]) => pattern.test(match[0]))?.[1] ?? null;
    return { key: 'account', value: handle, norm: handle.toLowerCase(), network, confidence: 0.5 };
  });
  const seen = new Map([...mails, ...phones, ...accounts].map((hint) => [`${hint.key} ${hint.norm}`, hint]));
  return [...seen.values()].slice(0, MOST_HINTS);
}

/** A value as it is compared: lower case, no blanks. */
export function normOf(value: string): string {
  return value.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, '').slice(0, 320);
}

function normOfPhone(value: string): string {
  return `+${value.replaceAll(/\D/gu, '')}`;
}

/** The value of a claim as it is compared. */
export function normOfClaim(key: string, value: string): string {
  return key === 'phone' && /\d{6}/.test(value.replaceAll(/\D/gu, '')) ? normOfPhone(value) : normOf(value);
}
