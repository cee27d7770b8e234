import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { Select } from '../../components/field.tsx';
import { Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { knowledgeQueries } from './queries.ts';
import type { FiguresView } from './types.ts';

const DAYS = [7, 28, 90, 365];

/** What readers of the help centre did, as sums. */
export function ReadersPanel() {
  const [days, setDays] = useState(28);
  const { data, error, isPending, refetch } = useQuery(knowledgeQueries.figures(days));
  return (
    <div className="stack tab-body">
      <div>
        <Select
          aria-label={t('knowledge.readers.days')}
          value={String(days)}
          onChange={({ target: { value } }) => setDays(Number(value))}
          choices={DAYS.map((count) => ({
            value: String(count),
            label: t('knowledge.readers.last', { count }),
          }))}
        />
      </div>
      {error !== null && data === undefined ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <SkeletonRows count={3} label={t('common.loading')} />
      ) : (
        <Figures figures={data} />
      )}
    </div>
  );
}

function Figures({ figures: { totals, searches } }: { figures: FiguresView }) {
  const rows = [
    ['knowledge.readers.searches', totals.searches],
    ['knowledge.readers.empty', totals.searchesWithoutArticle],
    ['knowledge.readers.views', totals.views],
    ['knowledge.readers.found', totals.viewsFromSearch],
    ['knowledge.readers.helpful', totals.helpful],
    ['knowledge.readers.unhelpful', totals.unhelpful],
    ['knowledge.readers.used', totals.used],
  ] as const;
  return (
    <>
      <dl className="reader-figures">
        {rows.map(([label, count]) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd className="figures">{count.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">{t('knowledge.readers.text')}</p>
      {searches.length > 0 && (
        <Section title={t('knowledge.readers.words')} text={t('knowledge.readers.words.text')}>
          <ul className="list">
            {searches.map(({ words, language, count }) => (
              <li key={`${language} ${words}`} className="gap-search">
                <span className="grow" lang={language}>
                  {words}
                </span>
                <span className="figures">{count}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
