import { classNames } from '../../components/class-names.ts';
import { t } from '../../i18n/index.ts';
import { waitText } from './connection.ts';
import type { Wall } from './types.ts';

/** The numbers that are read from across a room. */
export function WallFigures({ wall, now }: { wall: Wall; now: number }) {
  const { waiting, open, oldest, promises, answeredToday, present, available } = wall;
  const figures = [
    { name: t('wallboard.waiting'), value: String(waiting), more: t('wallboard.all', { count: open }) },
    {
      name: t('wallboard.oldest'),
      value: oldest === null ? '–' : waitText(oldest, now),
      more: oldest === null ? t('wallboard.none') : '',
    },
    { name: t('wallboard.soon'), value: String(promises.soon), tone: promises.soon > 0 ? 'warn' : '' },
    { name: t('wallboard.missed'), value: String(promises.missed), tone: promises.missed > 0 ? 'bad' : '' },
    { name: t('wallboard.answered'), value: String(answeredToday) },
    {
      name: t('wallboard.present'),
      value: String(present),
      more: t('wallboard.available', { count: available }),
    },
  ];
  return (
    <dl className="wall-figures">
      {figures.map(({ name, value, more = '', tone = '' }) => (
        <div key={name} className={classNames('wall-figure', tone !== '' && `wall-${tone}`)}>
          <dt>{name}</dt>
          <dd className="figures">{value}</dd>
          <dd className="wall-more">{more}</dd>
        </div>
      ))}
    </dl>
  );
}
