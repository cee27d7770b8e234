import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t, tn } from '../../i18n/index.ts';
import type { ImportView } from './queries.ts';
import { useSaving } from './use-changing.ts';

interface DialogProps {
  what: 'products' | 'orders';
  text: string;
  onClose(): void;
}

/** What a table would bring, before it is brought. */
export function ImportDialog({ what, text, onClose }: DialogProps) {
  const send = (isDryRun: boolean) => api.post<ImportView>(`/reviews/${what}/import`, { text, isDryRun });
  const preview = useQuery({
    // Not below `reviews`: a table is not tried again because a review came.
    queryKey: ['reviews-table', what, text.length, text.slice(0, 200)],
    queryFn: () => send(true),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  const save = useSaving(async () => {
    const { fresh, changed } = await send(false);
    showToast({ text: tn('reviews.import.done', fresh + changed) });
  }, onClose);
  const { fresh = 0, changed = 0 } = preview.data ?? {};
  return (
    <SaveDialog
      title={t(`reviews.import.${what}`)}
      text={t(`reviews.import.${what}.text`)}
      label={t('reviews.import.bring')}
      isReady={fresh + changed > 0}
      save={save}
      onClose={onClose}
    >
      <Loaded query={preview} rows={3}>
        {({ same, problems }) => (
          <div className="stack" role="status">
            <p>
              {tn('reviews.import.fresh', fresh)} {tn('reviews.import.changed', changed)}{' '}
              {tn('reviews.import.same', same)}
            </p>
            {problems.length > 0 && (
              <ul className="reviews-plain">
                {problems.map(({ line, reason }) => (
                  <li key={`${line} ${reason}`}>{t('reviews.import.problem', { line, reason })}</li>
                ))}
              </ul>
            )}
          </div>
        )}
      </Loaded>
    </SaveDialog>
  );
}
