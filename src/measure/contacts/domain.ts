/** What a conversation was when it opened. */
export interface Contact {
  conversationId: string;
  network: string;
  openedAt: string;
  /** Followers of the author at that time; null where the network does not tell. */
  reach: number | null;
  kind: ContactKind;
  /** ISO 639, `und` where it is not known. */
  language: string;
  /** 0 to 3. */
  urgency: number;
  needsReply: boolean;
}

/** The most telling first. */
export const KINDS = ['complaint', 'question', 'suggestion', 'praise', 'other'] as const;
export type ContactKind = (typeof KINDS)[number];

/** What its labels make of a post. */
export function characterOf(
  labels: readonly { key: string; value: string }[] | undefined,
): Pick<Contact, 'kind' | 'language' | 'urgency' | 'needsReply'> {
  const of = (key: string) => labels?.find((label) => label.key === key)?.value;
  const urgency = Number(of('urgency') ?? 0);
  return {
    kind: KINDS.find((kind) => of(kind) === 'yes') ?? 'other',
    language: of('language') ?? 'und',
    urgency: Number.isInteger(urgency) && urgency >= 0 && urgency <= 3 ? urgency : 0,
    // Without labels it is in the inbox because somebody is thought to need an answer.
    needsReply: labels === undefined || of('needsReply') === 'yes',
  };
}
