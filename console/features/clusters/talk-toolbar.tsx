import type { TopicView } from '../../api/types.ts';
import { Select } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { PERIODS, type TalkSearch } from './talk-search.ts';

interface TalkToolbarProps {
  topics: readonly TopicView[];
  topicId: string;
  search: TalkSearch;
  onChange(change: Partial<Record<keyof TalkSearch, string | undefined>>): void;
}

/** Of which topic and of when. */
export function TalkToolbar({ topics, topicId, search, onChange }: TalkToolbarProps) {
  const { period = '7d', from, to } = search;
  return (
    <>
      <Select
        aria-label={t('clusters.topic')}
        value={topicId}
        choices={topics.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => onChange({ topic: event.target.value, open: undefined })}
      />
      <Select
        aria-label={t('trends.period')}
        value={period}
        choices={PERIODS.map((value) => ({ value, label: t(`trends.period.${value}`) }))}
        onChange={(event) => onChange({ period: event.target.value, open: undefined })}
      />
      {period === 'custom' && (
        <span className="talk-days">
          <input
            className="input"
            type="date"
            aria-label={t('trends.first')}
            value={from ?? ''}
            max={to}
            onChange={(event) => onChange({ from: event.target.value, open: undefined })}
          />
          –
          <input
            className="input"
            type="date"
            aria-label={t('trends.last')}
            value={to ?? ''}
            min={from}
            onChange={(event) => onChange({ to: event.target.value, open: undefined })}
          />
        </span>
      )}
    </>
  );
}
