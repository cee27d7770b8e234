import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '../../components/loaded.tsx';
import { t } from '../../i18n/index.ts';
import { DaysChoice } from './days-choice.tsx';
import { knowledgeQueries } from './queries.ts';
import { ReaderFigures, Searches } from './reader-figures.tsx';
import type { FiguresView } from './types.ts';

/** What readers of the help centre did, as sums. */
export function ReadersPanel() {
  const [days, setDays] = useState(28);
  const figures = useQuery(knowledgeQueries.figures(days));
  return (
    <div className="stack tab-body">
      <DaysChoice days={days} onChoose={setDays} />
      <Loaded query={figures} rows={3}>
        {(view) => <Figures figures={view} />}
      </Loaded>
    </div>
  );
}

function Figures({ figures: { totals, searches } }: { figures: FiguresView }) {
  const told = [
    ['searches', totals.searches],
    ['empty', totals.searchesWithoutArticle],
    ['views', totals.views],
    ['found', totals.viewsFromSearch],
    ['helpful', totals.helpful],
    ['unhelpful', totals.unhelpful],
    ['used', totals.used],
  ] as const;
  const figures = told.map(
    ([name, count]) => [t(`knowledge.readers.${name}`), count.toLocaleString('en')] as const,
  );
  return (
    <>
      <ReaderFigures figures={figures} text={t('knowledge.readers.text')} />
      <Searches title={t('knowledge.readers.words')} rows={searches} />
    </>
  );
}
