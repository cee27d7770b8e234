import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BookOpen } from 'lucide-react';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
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
      <div className="report-scroll" tabIndex={0} role="region" aria-label={t('reports.tab.articles')}>
        <table className="report-table">
          <thead>
            <tr>
              <th scope="col">{t('reports.articles.article')}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" className="number">
                  {t(`reports.articles.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.items.map((item) => (
              <tr key={item.articleId}>
                <th scope="row">
                  <Link to={`/knowledge/${item.articleId}` as string}>{item.title}</Link>
                </th>
                {COLUMNS.map((column) => (
                  <td key={column} className="number figures">
                    {number(item[column])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
