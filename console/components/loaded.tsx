import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';
import { ErrorState } from './error-state.tsx';
import { SkeletonRows } from './progress.tsx';

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  /** Rows to draw while it loads. */
  rows: number;
  children(data: Data): ReactNode;
}

/** What a query brought. Before that rows that wait, or the failure with a way to ask again. */
export function Loaded<Data>({ query: { data, error, refetch }, rows, children }: LoadedProps<Data>) {
  if (data !== undefined) return children(data);
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <SkeletonRows count={rows} label={t('common.loading')} />;
}
