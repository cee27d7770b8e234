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

/** An answer, as reports count it. */
export interface Answer {
  id: string;
  at: Date;
  /** A user's id; null for what was sent outside Rapport. */
  by: string | null;
  /** Seconds that the customer had waited; null where nobody waited. */
  waited: number | null;
}

/** What a contact is about by now, and who has it. */
export interface About {
  id: string;
  teamId: string | null;
  /** `t:` topic, `l:` label, `i:` intent, `y:` type of case. */
  about: string[];
}

/** Only people; rules and the program itself answer and solve for nobody's figures. */
export function personOf(by: string | null): string | null {
  return by?.startsWith('user_') === true ? by : null;
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
