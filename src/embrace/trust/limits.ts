import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { freeAgainIn, type Spending } from './domain.ts';
import { trustErrors } from './errors.ts';
import { readFormula } from './settings.ts';
import type { Rights } from './schema.ts';
import { insertSpent, lockSpending, selectSpent } from './store.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const WRITTEN: readonly Spending[] = ['post', 'comment', 'thread', 'idea', 'review'];
const BEGUN: readonly Spending[] = ['thread', 'idea', 'review'];

interface Limit {
  what: 'posts' | 'threads' | 'flags';
  of: readonly Spending[];
  most: number;
  window: number;
}

function limitsFor(what: Spending, rights: Rights): Limit[] {
  if (what === 'flag') return [{ what: 'flags', of: ['flag'], most: rights.flagsPerDay, window: DAY }];
  const limits: Limit[] = [
    { what: 'posts', of: WRITTEN, most: rights.postsPerMinute, window: MINUTE },
    { what: 'posts', of: WRITTEN, most: rights.postsPerDay, window: DAY },
  ];
  if (BEGUN.includes(what))
    limits.push({ what: 'threads', of: BEGUN, most: rights.threadsPerDay, window: DAY });
  return limits;
}

/**
 * Uses up one of what a member may write, in the ambient transaction: what is rolled back was not used. Throws `trust.too_fast` with
 * `seconds` until it goes on, `trust.may_not` where it never does. Exact for any number at once.
 */
export async function spend(app: App, memberId: string, what: Spending): Promise<void> {
  await lockSpending(app, memberId, what === 'flag' ? 'flags' : 'posts');
  const { spent, level } = await selectSpent(app, memberId);
  const { rights } = await readFormula(app);
  for (const limit of limitsFor(what, rights[level]!)) {
    const times = spent.flatMap((one) => (limit.of.includes(one.what) ? -one.ago : []));
    const wait = freeAgainIn(times, limit.most, limit.window, 0);
    if (wait === null) continue;
    if (wait === Infinity) throw trustErrors('trust.may_not');
    const seconds = Math.ceil(wait / 1000);
    throw trustErrors('trust.too_fast', {
      most: limit.most,
      what: limit.what,
      per: limit.window === MINUTE ? 'minute' : 'day',
      wait: waitIn('en', seconds),
      seconds,
    });
  }
  await insertSpent(app, memberId, what);
}

/** How long somebody waits, as people say it. */
function waitIn(language: string, seconds: number): string {
  const [unit, value] =
    seconds < 90
      ? (['second', seconds] as const)
      : seconds < 5400
        ? (['minute', Math.ceil(seconds / 60)] as const)
        : (['hour', Math.ceil(seconds / 3600)] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

const GERMAN = { posts: 'Beiträge', threads: 'Themen', flags: 'Meldungen' } as const;

/** Why a limit was refused, in a language that is not English; undefined for everything else. */
export function limitWords(language: string, error: unknown): string | undefined {
  if (!(error instanceof AppError) || language.split('-')[0] !== 'de') return undefined;
  if (error.code === 'trust.may_not')
    return 'Auf Ihrer Vertrauensstufe geht das noch nicht. Nichts wurde geändert. Sind Sie einige Tage hier, öffnet es sich von selbst.';
  if (error.code !== 'trust.too_fast') return undefined;
  const { most, what, per, seconds } = error.params;
  const words = GERMAN[String(what) as keyof typeof GERMAN];
  return `Auf Ihrer Vertrauensstufe sind ${String(most)} ${words} je ${per === 'minute' ? 'Minute' : 'Tag'} möglich. Weiter geht es in ${waitIn('de', Number(seconds))}. Nichts wurde veröffentlicht, Ihr Text ist aufgehoben. Die Grenze steigt, wenn Sie einige Tage hier waren.`;
}
