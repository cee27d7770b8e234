import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Hash } from 'lucide-react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { StepFoot } from './step-foot.tsx';
import type { StepProps } from './step-props.ts';
import { SuggestionForm } from './suggestion-form.tsx';
import type { Suggestions } from './suggestions.ts';

/** Ready-made topics and sources, to tick, untick and edit. */
export function TopicsStep(props: StepProps) {
  const suggestions = useQuery({
    queryKey: ['suggestions', props.brand.name],
    queryFn: ({ signal }) => api.get<Suggestions>('/brand/suggestions', {}, signal),
    staleTime: Infinity,
    gcTime: 0,
  });
  const topics = useQuery(queries.topics());
  const sources = useQuery(queries.sources());
  const error = suggestions.error ?? topics.error ?? sources.error;
  if (error !== null) return <ErrorState error={error} isSmall onRetry={() => void suggestions.refetch()} />;
  if (suggestions.data === undefined || topics.data === undefined || sources.data === undefined)
    return <SkeletonRows count={4} label={t('common.loading')} />;
  if (suggestions.data.topics.length === 0 && suggestions.data.sources.length === 0) {
    return (
      <>
        <EmptyState
          isSmall
          icon={Hash}
          title={t('welcome.topics.none')}
          text={t('welcome.topics.noneText')}
          actions={
            <Link to={'/welcome?step=brand' as string} className="button button-secondary button-m">
              {t('welcome.brand.title')}
            </Link>
          }
        />
        <StepFoot onNext={props.onNext} isBusy={props.isBusy} isDone={topics.data.length > 0} />
      </>
    );
  }
  return (
    <SuggestionForm {...props} suggestions={suggestions.data} topics={topics.data} sources={sources.data} />
  );
}
