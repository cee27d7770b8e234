import type { FigureTile } from '../../components/figure-tiles.tsx';
import { changeOf, percent, pointsOf } from '../../format/number.ts';
import { span } from '../../format/span.ts';
import { t } from '../../i18n/index.ts';
import { number } from './figures.ts';
import type { Behind, Overview } from './types.ts';

export interface Tile extends Omit<FigureTile, 'onOpen'> {
  behind: Behind;
}

/** What is told at one glance, each figure with what it was before. */
export function tilesOf({ total: { now, before } }: Overview): Tile[] {
  const open = (title: string, what: string): Behind => ({ title, what });
  const times = (a: number | null, b: number | null) => (a === null || b === null ? null : changeOf(a, b));
  return [
    {
      key: 'contacts',
      title: t('reports.contacts'),
      value: number(now.contacts),
      more: '',
      before: number(before.contacts),
      change: changeOf(now.contacts, before.contacts),
      behind: open(t('reports.contacts'), 'contacts'),
    },
    {
      key: 'answered',
      title: t('reports.answeredShare'),
      value: percent(now.answeredShare),
      more: t('reports.of', { some: number(now.answered), all: number(now.contacts) }),
      before: percent(before.answeredShare),
      change: pointsOf(now.answeredShare, before.answeredShare),
      behind: open(`${t('reports.contacts')} ${t('reports.unanswered')}`, 'unanswered'),
    },
    {
      key: 'time',
      title: t('reports.medianAnswer'),
      value: span(now.medianAnswer),
      more: t('reports.p90', { time: span(now.p90Answer) }),
      before: span(before.medianAnswer),
      change: times(now.medianAnswer, before.medianAnswer),
      behind: open(t('reports.answeredShare'), 'answered'),
    },
    {
      key: 'solved',
      title: t('reports.solved'),
      value: number(now.solved),
      more: `${t('reports.medianSolve')}: ${span(now.medianSolve)}`,
      before: number(before.solved),
      change: changeOf(now.solved, before.solved),
      behind: open(t('reports.solved'), 'solved'),
    },
    {
      key: 'satisfied',
      title: t('reports.satisfiedShare'),
      value: percent(now.satisfiedShare),
      more: t('reports.rated', { count: now.rated }),
      before: percent(before.satisfiedShare),
      change: pointsOf(now.satisfiedShare, before.satisfiedShare),
      behind: open(t('reports.satisfiedShare'), 'rated'),
    },
  ];
}
