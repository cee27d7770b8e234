import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useLive } from '../../app/live.ts';
import { BackLink } from '../../components/back-link.tsx';
import { Badge } from '../../components/badge.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { ArticleEditor } from './article-editor.tsx';
import { ArticleSide } from './article-side.tsx';
import { LanguageBar } from './language-bar.tsx';
import './knowledge.css';
import { knowledgeQueries } from './queries.ts';
import type { ArticleDetail } from './types.ts';

/** One article: what is written, what readers see, and what became of it. */
export function ArticlePage() {
  const { articleId = '' } = useParams({ strict: false });
  const queryClient = useQueryClient();
  const { data, error, isPending, refetch } = useQuery(knowledgeQueries.article(articleId));
  useLive('knowledge.changed', ({ articleIds }) => {
    if (articleIds.length === 0 || articleIds.includes(articleId))
      void queryClient.invalidateQueries({ queryKey: ['knowledge', 'article', articleId] });
  });
  const back = <BackLink to="/knowledge">{t('knowledge.title')}</BackLink>;
  if (isPending)
    return (
      <Page title={t('knowledge.article')} text={back} width="wide">
        <SkeletonRows count={6} label={t('common.loading')} />
      </Page>
    );
  if (data === undefined)
    return (
      <Page title={t('knowledge.article')} text={back} width="wide">
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Page>
    );
  return <Loaded key={data.id} article={data} />;
}

function Loaded({ article }: { article: ArticleDetail }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const written = article.written.find(({ language }) => language === chosen) ?? article.written[0]!;
  return (
    <Page
      title={written.draft.title || t('knowledge.untitled')}
      text={
        <span className="article-crumbs">
          <BackLink to="/knowledge">{t('knowledge.title')}</BackLink>
          <Badge tone={written.state === 'published' ? 'ok' : 'accent'}>
            {t(`knowledge.text.${written.state}`)}
          </Badge>
          {article.isArchived && <Badge isQuiet>{t('knowledge.archived')}</Badge>}
        </span>
      }
      width="wide"
    >
      <LanguageBar article={article} current={written.language} onChoose={setChosen} />
      <div className="article-panes">
        <ArticleEditor key={written.language} article={article} written={written} />
        <ArticleSide article={article} written={written} />
      </div>
    </Page>
  );
}
