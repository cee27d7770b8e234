import { refOf, type Sign, tokenInAddress, tokenInId, tokenInSubject } from './token.ts';

/** A mail that is stored, as far as finding threads needs it. */
export interface KnownMail {
  origin: string;
  externalId: string;
  rootExternalId: string | null;
  authorExternalId: string;
  authorHandle: string | null;
  createdAt: Date;
}

/** What is stored already. */
export interface KnownMails<Mail extends KnownMail> {
  byExternalIds(origin: string, externalIds: readonly string[]): Promise<Mail[]>;
  byRef(ref: string): Promise<Mail | undefined>;
}

interface ThreadClues {
  /** Ids that the mail refers to, the closest first. */
  references: readonly string[];
  subject: string;
  /** Everybody it is addressed to. */
  recipients: readonly string[];
  sender: string;
}

export interface Place<Mail extends KnownMail = KnownMail> {
  parent?: string;
  root?: string;
  /** When what it answers was written; absent where that is not stored yet. */
  parentAt?: Date;
  /** It answers a mail of ours that is not named, or of which we have not heard yet that it left. */
  isToOurs?: boolean;
  /** A post of the thread, where it began on another channel with the same customer and goes on by mail. */
  elsewhere?: Mail;
}

/** Where it is looked for. `origin` is the namespace of ids of mail. */
interface Surroundings<Mail extends KnownMail> {
  stored: KnownMails<Mail> | undefined;
  origin: string;
  sign: Sign;
}

/** Threads that were found while reading, before anything of them is stored. */
export type Recent = Map<string, { root: string; author: string; at: Date }>;

/**
 * Where a mail belongs: by the ids it refers to, then by a token in an address of ours, then by a token in the subject that comes from the
 * customer of that thread. Never by the subject alone: two strangers may both write "My bill".
 */
export async function findPlace<Mail extends KnownMail>(
  clues: ThreadClues,
  known: Surroundings<Mail> & { recent: Recent; ours: string; print(...texts: string[]): string },
): Promise<Place<Mail>> {
  const { references } = clues;
  const hints = (await known.stored?.byExternalIds(known.origin, references)) ?? [];
  const byId = new Map(hints.map((hint) => [hint.externalId, hint]));
  for (const id of references) {
    const stored = byId.get(id);
    if (stored) return placeAt(stored);
    const recent = known.recent.get(id);
    if (recent) return { parent: id, root: recent.root, parentAt: recent.at };
    const named = await byToken(tokenInId(id), known);
    if (named && isHere(named, known)) return { parent: id, root: rootOf(named), isToOurs: true };
    if (named && isSame(named, clues)) return { ...placeAt(named), isToOurs: true, elsewhere: named };
  }
  for (const recipient of clues.recipients) {
    const named = await byToken(tokenInAddress(recipient, known.ours), known);
    if (named && isHere(named, known)) return { ...placeAt(named), isToOurs: true };
    if (named && isSame(named, clues)) return { ...placeAt(named), isToOurs: true, elsewhere: named };
  }
  const named = await byToken(tokenInSubject(clues.subject), known);
  if (named && isHere(named, known) && named.authorExternalId === clues.sender)
    return { ...placeAt(named), isToOurs: true };
  const first = references.at(-1);
  // A thread that began elsewhere is one for each customer: all who answer the same newsletter are strangers to each other.
  return first === undefined
    ? {}
    : { parent: references[0]!, root: `ref:${known.print(first, clues.sender)}` };
}

/** Whether a mail of ours carried on a thread of another channel: its words stand there. */
export async function isSentElsewhere<Mail extends KnownMail>(
  id: string,
  known: Surroundings<Mail>,
): Promise<boolean> {
  const named = await byToken(tokenInId(id), known);
  return named !== undefined && !isHere(named, known);
}

function isHere({ origin }: KnownMail, known: { origin: string }): boolean {
  return origin === known.origin;
}

/** Whoever has the token was written to; only the address that we wrote to speaks as the customer. */
function isSame({ authorHandle }: KnownMail, { sender }: ThreadClues): boolean {
  return authorHandle?.toLowerCase() === sender;
}

async function byToken<Mail extends KnownMail>(
  token: string | undefined,
  known: Pick<Surroundings<Mail>, 'stored' | 'sign'>,
): Promise<Mail | undefined> {
  const ref = token === undefined ? undefined : refOf(token, known.sign);
  return ref === undefined ? undefined : known.stored?.byRef(ref);
}

function placeAt(stored: KnownMail): Pick<Place, 'parent' | 'root' | 'parentAt'> {
  return { parent: stored.externalId, root: rootOf(stored), parentAt: stored.createdAt };
}

function rootOf({ rootExternalId, externalId }: KnownMail): string {
  return rootExternalId ?? externalId;
}
