import { useQuery } from '@tanstack/react-query';
import { BookPlus } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { t } from '../../i18n/index.ts';
import { knowledgeQueries } from '../knowledge/queries.ts';
import { MakeArticle } from './make-article.tsx';

/** Solved threads that may answer a gap: one of them becomes the article. */
export function GapThreads({ gapId }: { gapId: string }) {
  const mayWrite = useCan()('knowledge.write');
  const { data } = useQuery(knowledgeQueries.gapThreads(gapId));
  const [madeOf, setMadeOf] = useState<string | null>(null);
  if (data === undefined || data.length === 0) return null;
  return (
    <div className="gap-threads">
      <p className="muted">{t('contributions.gap')}</p>
      <ul>
        {data.map(({ id, title, url }) => (
          <li key={id}>
            <a href={url} target="_blank" rel="noopener" dir="auto">
              {title}
            </a>
            {mayWrite && (
              <Button
                size="s"
                icon={BookPlus}
                aria-label={t('contributions.articleOf', { title })}
                onClick={() => setMadeOf(id)}
              >
                {t('contributions.article')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {madeOf !== null && (
        <MakeArticle source={{ kind: 'thread', id: madeOf }} onClose={() => setMadeOf(null)} />
      )}
    </div>
  );
}
