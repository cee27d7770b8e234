import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BookOpen } from 'lucide-react';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Table } from '../../components/table.tsx';
import { t } from '../../i18n/index.ts';
import { reportQueries } from './queries.ts';
import { number } from './figures.ts';

const COLUMNS = ['helpful', 'helped', 'views', 'unhelpful', 'used'] as const;

/** What articles answered so that nobody had to ask. */
export function ArticlesTable({ days }: { days: number }) {
  const { data, error, isPending, refetch } = useQuery(reportQueries.deflection(days));
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (isPending) return <SkeletonRows count={6} label={t('common.loading')} />;
  if (data.items.length === 0)
    return (
      <EmptyState
        icon={BookOpen}
        title={t('reports.articles.empty')}
        text={t('reports.articles.empty.text')}
      />
    );
  return (
    <div className="stack">
      <p className="muted">
        {t('reports.days', { count: data.days })}. {t('reports.articles.text')}
      </p>
      <Table
        label={t('reports.tab.articles')}
        columns={[t('reports.articles.article'), ...COLUMNS.map((column) => t(`reports.articles.${column}`))]}
        rows={data.items.map((item) => ({
          key: item.articleId,
          cells: [
            <Link key="title" to={`/knowledge/${item.articleId}` as string}>
              {item.title}
            </Link>,
            ...COLUMNS.map((column) => number(item[column])),
          ],
        }))}
      />
    </div>
  );
}
