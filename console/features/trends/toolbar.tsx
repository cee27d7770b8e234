import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import { Select } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { AGAINST, PERIODS, type TrendSearch } from './search.ts';

interface ToolbarProps {
  subject: string;
  search: TrendSearch;
  onChange(change: Partial<TrendSearch>): void;
}

/** Of what, of when, and compared with when. */
export function Toolbar({ subject, search, onChange }: ToolbarProps) {
  const topics = useQuery(queries.topics()).data ?? [];
  const hasBrand = topics.some(({ kind }) => kind === 'brand');
  const { period = '7d', against = 'previous' } = search;
  return (
    <>
      <Select
        aria-label={t('trends.subject')}
        className="trend-subject"
        value={subject}
        choices={[
          ...(hasBrand ? [{ value: 'brand', label: t('trends.brand') }] : []),
          ...topics.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => onChange({ subject: event.target.value })}
      />
      <Select
        aria-label={t('trends.period')}
        value={period}
        choices={PERIODS.map((value) => ({ value, label: t(`trends.period.${value}`) }))}
        onChange={(event) => onChange({ period: event.target.value as typeof period })}
      />
      {period === 'custom' && (
        <Days
          first={search.from}
          last={search.to}
          onChange={(from, to) => onChange({ ...(from && { from }), ...(to && { to }) })}
        />
      )}
      <Select
        aria-label={t('trends.against')}
        value={against}
        choices={AGAINST.map((value) => ({
          value,
          label: `${t('trends.against')} ${t(`trends.against.${value}`)}`,
        }))}
        onChange={(event) => onChange({ against: event.target.value as typeof against })}
      />
      {against === 'custom' && (
        <Days
          first={search.againstFrom}
          last={search.againstTo}
          onChange={(againstFrom, againstTo) =>
            onChange({ ...(againstFrom && { againstFrom }), ...(againstTo && { againstTo }) })
          }
        />
      )}
    </>
  );
}

function Days({
  first,
  last,
  onChange,
}: {
  first: string | undefined;
  last: string | undefined;
  onChange(first: string | undefined, last: string | undefined): void;
}) {
  return (
    <span className="trend-days">
      <input
        className="input"
        type="date"
        aria-label={t('trends.first')}
        value={first ?? ''}
        max={last}
        onChange={(event) => onChange(event.target.value, last)}
      />
      –
      <input
        className="input"
        type="date"
        aria-label={t('trends.last')}
        value={last ?? ''}
        min={first}
        onChange={(event) => onChange(first, event.target.value)}
      />
    </span>
  );
}
