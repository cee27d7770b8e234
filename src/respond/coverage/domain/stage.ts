/** Who may send. Each stage lets more people speak than the one before. */
export const STAGES = ['watch', 'small-team', 'service-accounts', 'everybody'] as const;
export type StageName = (typeof STAGES)[number];

export interface Stage {
  stage: StageName;
  /** Who may send in the stage of the small team. */
  userIds: readonly string[];
  /** The brand accounts that replies may leave from in the stage of service accounts. */
  accountIds: readonly string[];
  since: Date;
}

export type Refusal = 'stage.watching' | 'stage.not_in_team' | 'stage.not_a_service_account';

/** Why a reply may not be sent in this stage; undefined when it may. The program itself speaks only when everybody may. */
export function refusalOf(
  { stage, userIds, accountIds }: Pick<Stage, 'stage' | 'userIds' | 'accountIds'>,
  who: { userId: string; accountId: string },
): Refusal | undefined {
  if (stage === 'everybody') return undefined;
  if (stage === 'watch') return 'stage.watching';
  if (stage === 'small-team') return userIds.includes(who.userId) ? undefined : 'stage.not_in_team';
  return accountIds.includes(who.accountId) ? undefined : 'stage.not_a_service_account';
}

/** What says when to step up. */
export interface Figures {
  /** Days that contacts are known for. */
  knownDays: number;
  contactsPerDay: number;
  answeredPerDay: number;
  /** Customers who wait now. */
  waiting: number;
  /** Median minutes to an answer, in the last week; null without one. */
  medianMinutes: number | null;
  /** Share of promises kept in the last week; null without one. */
  keptShare: number | null;
  /** People needed in the busiest half hour of the next week. */
  peopleNeeded: number;
  /** People who may send now. */
  peopleAllowed: number;
}

export interface Advice {
  /** The next stage, when there is one. */
  next: StageName | null;
  isTime: boolean;
  /** In words: what speaks for it, or what is still missing. */
  reasons: string[];
}

const LEAST_DAYS = 7;
const GOOD_SHARE = 0.8;
const ANSWERED = 0.9;

/**
 * When to step up: from watching, once a week of contacts is known; later, once those who may send cannot keep up (people needed, answers behind
 * contacts, promises not kept). Each reason is a figure that the page shows.
 */
export function adviceOf(stage: StageName, figures: Figures): Advice {
  const next = STAGES[STAGES.indexOf(stage) + 1] ?? null;
  if (next === null) return { next, isTime: false, reasons: ['Everybody may send.'] };
  if (stage === 'watch') return { next, ...watched(figures) };
  const reasons: string[] = [];
  const { peopleNeeded, peopleAllowed, contactsPerDay, answeredPerDay, keptShare } = figures;
  if (peopleNeeded > peopleAllowed)
    reasons.push(
      `The busiest half hour of the next week needs ${peopleNeeded} people; ${peopleAllowed} may send.`,
    );
  if (contactsPerDay >= 1 && answeredPerDay < ANSWERED * contactsPerDay)
    reasons.push(
      `${round(contactsPerDay)} customers a day begin to wait, ${round(answeredPerDay)} are answered.`,
    );
  if (keptShare !== null && keptShare < GOOD_SHARE)
    reasons.push(`${Math.round(keptShare * 100)} % of the promises of last week were kept.`);
  if (reasons.length > 0) return { next, isTime: true, reasons };
  return { next, isTime: false, reasons: ['Those who may send keep up with what comes.'] };
}

function watched({ knownDays, contactsPerDay, peopleNeeded }: Figures): Omit<Advice, 'next'> {
  if (knownDays < LEAST_DAYS)
    return {
      isTime: false,
      reasons: [`Watch for ${LEAST_DAYS - knownDays} more days: the forecast needs a week.`],
    };
  return {
    isTime: true,
    reasons: [
      `You know what comes: ${round(contactsPerDay)} customers a day, ${peopleNeeded} people in the busiest half hour.`,
    ],
  };
}

function round(value: number): string {
  return value >= 10 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
}
