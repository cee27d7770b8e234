import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Archive, ExternalLink, EyeOff, History, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t, tn } from '../../i18n/index.ts';
import { OriginNote } from '../contributions/origin-note.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { knowledgeQueries } from './queries.ts';
import type { ArticleDetail, WrittenView } from './types.ts';

interface SideProps {
  article: ArticleDetail;
  written: WrittenView;
}

/** Who may read it, where it stands, when it is looked at again, and what it has learned. */
export function ArticleSide({ article, written }: SideProps) {
  const mayPublish = useCan()('knowledge.publish');
  const queryClient = useQueryClient();
  const categories = useQuery(knowledgeQueries.categories()).data ?? [];
  const [isHistory, setIsHistory] = useState(false);
  const renew = () => queryClient.invalidateQueries({ queryKey: ['knowledge'] });
  const change = useMutation({
    mutationFn: (part: object) => api.patch(`/knowledge/articles/${article.id}`, part),
    onError: toastError,
    onSettled: renew,
  });
  const withdraw = useMutation({
    mutationFn: () => api.post(`/knowledge/articles/${article.id}/texts/${written.language}/withdraw`),
    onError: toastError,
    onSettled: renew,
  });
  return (
    <aside className="article-side" aria-label={t('knowledge.side')}>
      {article.links.map(({ language, url }) => (
        <a key={language} href={url} target="_blank" rel="noopener" className="article-public">
          <ExternalLink size={14} aria-hidden /> {t('knowledge.seePublic', { language })}
        </a>
      ))}
      <SelectField
        label={t('knowledge.visibility')}
        disabled={!mayPublish}
        value={article.visibility}
        onChange={({ target: { value } }) => change.mutate({ visibility: value })}
        choices={[
          { value: 'public', label: t('knowledge.public') },
          { value: 'internal', label: t('knowledge.internal') },
        ]}
      />
      <SelectField
        label={t('knowledge.category')}
        disabled={!mayPublish}
        value={article.categoryId ?? ''}
        onChange={({ target: { value } }) => change.mutate({ categoryId: value || null })}
        choices={[
          { value: '', label: t('knowledge.category.none') },
          ...categories.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <TextField
        type="date"
        label={t('knowledge.reviewOn')}
        hint={t('knowledge.reviewOn.hint')}
        disabled={!mayPublish}
        value={article.reviewOn ?? ''}
        onChange={({ target: { value } }) => change.mutate({ reviewOn: value || null })}
      />
      <p className="muted figures">
        {tn('knowledge.views', article.views)} · {t('knowledge.votes', article.votes)}
      </p>
      <div className="article-acts">
        {written.version > 0 && (
          <Button icon={History} onClick={() => setIsHistory(true)}>
            {tn('knowledge.versions', written.version)}
          </Button>
        )}
        {mayPublish && written.publishedAt !== null && (
          <Button icon={EyeOff} isBusy={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('knowledge.withdraw')}
          </Button>
        )}
        {mayPublish && (
          <Button
            icon={article.isArchived ? Undo2 : Archive}
            isBusy={change.isPending}
            onClick={() => change.mutate({ isArchived: !article.isArchived })}
          >
            {t(article.isArchived ? 'knowledge.unarchive' : 'knowledge.archive')}
          </Button>
        )}
      </div>
      <OriginNote articleId={article.id} />
      <Learned article={article} onChanged={renew} />
      {isHistory && <HistoryDialog article={article} written={written} onClose={() => setIsHistory(false)} />}
    </aside>
  );
}

/** Questions that it has answered: why it is found by other words than its own. */
function Learned({ article, onChanged }: { article: ArticleDetail; onChanged(): Promise<unknown> }) {
  const mayWork = useCan()('inbox.work');
  const forget = useMutation({
    mutationFn: (useId: string) => api.delete(`/knowledge/uses/${useId}`),
    onError: toastError,
    onSettled: onChanged,
  });
  return (
    <section className="article-learned">
      <h2>{t('knowledge.learned')}</h2>
      {article.questions.length === 0 ? (
        <p className="muted">{t('knowledge.learned.none')}</p>
      ) : (
        <ul className="list">
          {article.questions.slice(0, 20).map(({ useId, text }) => (
            <li key={useId} className="learned-row">
              <span className="grow" dir="auto">
                {text}
              </span>
              {mayWork && (
                <IconButton
                  size="s"
                  icon={Undo2}
                  label={t('knowledge.learned.forget')}
                  onClick={() => forget.mutate(useId)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
