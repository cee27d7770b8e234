import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { FormError } from '../../components/form-error.tsx';
import { Section } from '../../components/page.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { ChannelFields } from './channel-fields.tsx';
import { EventFields } from './event-fields.tsx';
import { GeneralFields } from './general-fields.tsx';
import { coverageQueries } from './queries.ts';
import type { SettingsView } from './types.ts';

const USUAL = { handleMinutes: 6, concurrency: 1, targetShare: 0.8, targetMinutes: 60 };

/** How coverage is reckoned: for those who lead. */
export function SettingsForm({ networks }: { networks: readonly string[] }) {
  const settings = useQuery(coverageQueries.settings());
  const mayManage = useCan()('coverage.manage');
  if (!settings.data || !mayManage) return null;
  return <Form key={networks.join()} start={settings.data} networks={networks} />;
}

function Form({ start, networks }: { start: SettingsView; networks: readonly string[] }) {
  const queryClient = useQueryClient();
  const [settings, setSettings] = useState<SettingsView>(() => ({
    ...start,
    channels: { ...Object.fromEntries(networks.map((name) => [name, USUAL])), ...start.channels },
  }));
  const save = useMutation({
    mutationFn: () => api.put<SettingsView>('/coverage/settings', settings),
    onSuccess: async () => {
      showToast({ text: t('coverage.settings.saved') });
      await queryClient.invalidateQueries({ queryKey: ['coverage'] });
    },
  });
  return (
    <Section title={t('coverage.settings')} text={t('coverage.settings.text')}>
      <form
        className="coverage-form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <ChannelFields
          channels={settings.channels}
          onChange={(channels) => setSettings({ ...settings, channels })}
        />
        <GeneralFields settings={settings} onChange={setSettings} />
        <EventFields events={settings.events} onChange={(events) => setSettings({ ...settings, events })} />
        <FormError error={save.error} />
        <div className="form-actions">
          <Button type="submit" variant="primary" isBusy={save.isPending}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
