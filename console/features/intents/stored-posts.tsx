import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { ProgressBar } from '../../components/progress.tsx';
import { shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { understandingQueries } from '../understanding/queries.ts';

/** How far the posts that were stored before have the labels of the model in use; nothing while all have them. */
export function StoredPosts() {
  const queryClient = useQueryClient();
  const { queryKey, queryFn } = understandingQueries.overview();
  const { data } = useQuery({ queryKey, queryFn, enabled: useCan()('understanding.read') });
  useLive('labels.progress', () => void queryClient.invalidateQueries({ queryKey }));
  const labelling = data?.labelling;
  if (labelling?.state !== 'running') return null;
  const { done, total } = labelling;
  const said = t('intents.stored', { done: shortNumber(done), total: shortNumber(total) });
  return (
    <div className="stack">
      <p role="status">{said}</p>
      <ProgressBar value={done} max={Math.max(1, total)} label={said} />
    </div>
  );
}
