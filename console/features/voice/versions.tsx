import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/page.tsx';
import { Time } from '../../components/time.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { voiceQueries } from './queries.ts';
import type { Guide, GuideView } from './types.ts';

/** Every version of the guide; an earlier one is taken into the form, and counts once it is saved. */
export function Versions({ revision, onOpen }: { revision: number; onOpen(guide: Guide): void }) {
  const { data: versions = [] } = useQuery(voiceQueries.versions());
  const open = useMutation({
    mutationFn: (wanted: number) => api.get<GuideView>(`/voice/guide/versions/${wanted}`),
    onSuccess: (view) => {
      onOpen(view.guide);
      showToast({ text: t('voice.version.opened', { revision: view.revision }) });
      scrollTo({ top: 0 });
    },
    onError: toastError,
  });
  if (versions.length === 0) return null;
  return (
    <Section title={t('voice.versions')}>
      <ul className="voice-rules">
        {versions.map((version) => (
          <li key={version.revision} className="row">
            <span className="grow">
              <strong>{t('voice.version', { revision: version.revision })}</strong> {version.by},{' '}
              <Time at={version.at} /> {version.note}
            </span>
            {version.revision !== revision && (
              <Button size="s" onClick={() => open.mutate(version.revision)}>
                {t('voice.version.open', { revision: version.revision })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
