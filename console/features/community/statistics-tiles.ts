import type { Statistics } from '#embrace/forum/statistics/schema.ts';
import type { FigureTile } from '../../components/figure-tiles.tsx';
import { changeOf, percent, pointsOf, shortNumber } from '../../format/number.ts';
import { span } from '../../format/span.ts';
import { t } from '../../i18n/index.ts';

/** What the community did, at one glance. */
export function tilesOf({
  questions: { now, before },
  activity,
  silentReaders,
  waiting,
}: Statistics): FigureTile[] {
  return [
    counted('questions', now.questions, before.questions, t('community.figure.waiting', { count: waiting })),
    shared(
      'answered',
      share(now.answered, now.questions),
      share(before.answered, before.questions),
      t('community.figure.inDay', { share: percent(share(now.answeredInDay, now.questions)) }),
    ),
    {
      key: 'time',
      title: t('community.figure.time'),
      value: span(now.medianAnswer),
      more: t('community.figure.solve', { time: span(now.medianSolve) }),
      before: span(before.medianAnswer),
      change:
        now.medianAnswer === null || before.medianAnswer === null
          ? null
          : changeOf(now.medianAnswer, before.medianAnswer),
    },
    shared(
      'solved',
      share(now.solved, now.questions),
      share(before.solved, before.questions),
      t('community.figure.of', { some: now.solved, all: now.questions }),
    ),
    shared(
      'members',
      share(now.answeredByMembers, now.answered),
      share(before.answeredByMembers, before.answered),
      t('community.figure.members.more'),
    ),
    counted(
      'writers',
      activity.now.writers,
      activity.before.writers,
      t('community.figure.newcomers', { count: activity.now.newcomers, silent: shortNumber(silentReaders) }),
    ),
    counted(
      'posts',
      activity.now.posts,
      activity.before.posts,
      t('community.figure.reactions', { count: activity.now.reactions }),
    ),
  ];
}

const share = (some: number, all: number): number | null => (all === 0 ? null : some / all);

function counted(
  key: 'questions' | 'writers' | 'posts',
  now: number,
  before: number,
  more: string,
): FigureTile {
  const title = t(`community.figure.${key}`);
  return {
    key,
    title,
    value: shortNumber(now),
    more,
    before: shortNumber(before),
    change: changeOf(now, before),
  };
}

function shared(
  key: 'answered' | 'solved' | 'members',
  now: number | null,
  before: number | null,
  more: string,
): FigureTile {
  const title = t(`community.figure.${key}`);
  return { key, title, value: percent(now), more, before: percent(before), change: pointsOf(now, before) };
}
