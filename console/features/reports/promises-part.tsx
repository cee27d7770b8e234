import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { percent } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { promiseQueries } from '../promises/queries.ts';
import type { Asked } from './search.ts';

/** What was kept of what was promised in these days, of the chosen channel or team where one is chosen. */
export function PromisesPart({ asked: { from, to, zone, networks, teams } }: { asked: Asked }) {
  const { data } = useQuery(promiseQueries.report({ from, to, zone }));
  const team = teams === 'none' ? '' : teams;
  const lines =
    data &&
    (networks !== undefined
      ? data.byNetwork.filter(({ key }) => key === networks)
      : team !== undefined
        ? data.byTeam.filter(({ key }) => key === team)
        : data.byKind);
  const nameOf = (key: string, name: string) =>
    networks === undefined && team === undefined
      ? t(`promises.kind.${key as 'first' | 'next' | 'resolution'}`)
      : name || t('reports.noTeam');
  return (
    <Section title={t('reports.promises')} actions={<Link to="/promises">{t('reports.promises.more')}</Link>}>
      {lines === undefined ? (
        <SkeletonRows count={3} label={t('common.loading')} />
      ) : lines.length === 0 ? (
        <p className="muted">{t('reports.promises.none')}</p>
      ) : (
        <ul className="report-promises">
          {lines.map(({ key, name, share, kept, missed }) => (
            <li key={key}>
              <span>{nameOf(key, name)}</span>
              <strong className="figures">{percent(share)}</strong>
              <span className="faint figures">{t('reports.of', { some: kept, all: kept + missed })}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
