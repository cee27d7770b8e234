import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Time } from '../../components/time.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { siteQueries, useChanging } from './queries.ts';

/** Looks of before, and a way back to each. */
export function LooksDialog({ current, onClose }: { current: number; onClose(): void }) {
  const maySetUp = useCan()('site.set-up');
  const looks = useQuery(siteQueries.looks());
  const restore = useChanging(
    (version: number) => api.post(`/site/look/versions/${version}/restore`),
    () => {
      showToast({ text: t('site.restored') });
      onClose();
    },
  );
  return (
    <Dialog
      title={t('site.history')}
      text={t('site.history.text')}
      isOpen
      onOpenChange={onClose}
      footer={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      <Loaded query={looks} rows={3}>
        {(versions) =>
          versions.length === 0 ? (
            <p className="muted">{t('site.history.empty')}</p>
          ) : (
            <ul className="list">
              {versions.map(({ version, savedBy, savedAt }) => (
                <li key={version} className="list-row">
                  <div className="row-main">
                    <strong>{t('site.history.version', { version })}</strong>
                    <p className="faint">
                      {version === current && `${t('site.history.now')} · `}
                      <Time at={savedAt} />
                      {savedBy !== null && ` ${t('site.history.by', { name: savedBy })}`}
                    </p>
                  </div>
                  {maySetUp && version !== current && (
                    <Button
                      aria-label={t('site.history.restore', { version })}
                      isBusy={restore.isPending && restore.variables === version}
                      onClick={() => restore.mutate(version)}
                    >
                      {t('common.undo')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Dialog>
  );
}
