import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { Pieces } from './difference.tsx';
import { knowledgeQueries } from './queries.ts';
import type { ArticleDetail, WrittenView } from './types.ts';

interface HistoryProps {
  article: ArticleDetail;
  written: WrittenView;
  onClose(): void;
}

/** What readers saw before, what changed since, and a way back. */
export function HistoryDialog({ article, written, onClose }: HistoryProps) {
  const { language } = written;
  const mayWrite = useCan()('knowledge.write');
  const queryClient = useQueryClient();
  const { data: versions } = useQuery(knowledgeQueries.versions(article.id, language));
  const [chosen, setChosen] = useState<number | null>(null);
  const version = chosen ?? versions?.[0]?.version;
  const restore = useMutation({
    mutationFn: (number: number) =>
      api.post(`/knowledge/articles/${article.id}/texts/${language}/versions/${number}/restore`),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['knowledge'] });
      window.location.reload();
    },
    onError: toastError,
  });
  return (
    <Dialog
      title={t('knowledge.history')}
      text={t('knowledge.history.text')}
      size="l"
      isOpen
      onOpenChange={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.close')}</Button>
          {mayWrite && version !== undefined && (
            <Button variant="primary" isBusy={restore.isPending} onClick={() => restore.mutate(version)}>
              {t('knowledge.history.restore', { version })}
            </Button>
          )}
        </>
      }
    >
      <div className="history">
        <ol className="history-list">
          {versions?.map((each) => (
            <li key={each.version}>
              <button
                type="button"
                className="history-version"
                aria-pressed={each.version === version}
                onClick={() => setChosen(each.version)}
              >
                <strong>{t('knowledge.history.version', { version: each.version })}</strong>
                <span className="faint">
                  {each.by} · <Time at={each.at} />
                </span>
                {each.note !== null && <span>{each.note}</span>}
              </button>
            </li>
          ))}
        </ol>
        {version === undefined ? (
          <SkeletonRows count={3} label={t('common.loading')} />
        ) : (
          <Difference id={article.id} language={language} version={version} />
        )}
      </div>
    </Dialog>
  );
}

function Difference({ id, language, version }: { id: string; language: string; version: number }) {
  const { data } = useQuery(knowledgeQueries.diff(id, language, version));
  if (data === undefined) return <SkeletonRows count={3} label={t('common.loading')} />;
  const isSame = [...data.title, ...data.body].every(({ kind }) => kind === 'same');
  return (
    <div className="difference" role="region" aria-label={t('knowledge.history.difference')} tabIndex={0}>
      {isSame && <p className="muted">{t('knowledge.history.same')}</p>}
      <h3>
        <Pieces pieces={data.title} />
      </h3>
      <div className="difference-body">
        <Pieces pieces={data.body} />
      </div>
    </div>
  );
}
