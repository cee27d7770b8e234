import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Switch } from '../../components/choice.tsx';
import { TextField } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { SaveForm } from '../../components/save-form.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { switched } from './cases.ts';
import { type ModerationSettings, moderationQueries } from './queries.ts';
import { useSaving } from './use-changing.ts';

/** What is held by itself, and from when flags hide. */
export function RulesPanel() {
  return (
    <Loaded query={useQuery(moderationQueries.settings())} rows={5}>
      {(settings) => <Form settings={settings} />}
    </Loaded>
  );
}

function Form({ settings }: { settings: ModerationSettings }) {
  const maySetUp = useCan()('moderation.set-up');
  const [given, setGiven] = useState(settings);
  const change = (part: Partial<ModerationSettings>) => setGiven({ ...given, ...part });
  const save = useSaving(
    () => api.put('/moderation/settings', given),
    () => void showToast({ text: t('moderation.saved') }),
  );
  const toggle = (
    label: string,
    isOn: boolean,
    part: (isOn: boolean) => Partial<ModerationSettings>,
    hint?: string,
  ) => (
    <Switch
      label={label}
      {...(hint !== undefined && { hint })}
      isOn={isOn}
      onChange={(next) => change(part(next))}
    />
  );
  return (
    <SaveForm save={save} maySave={maySetUp} variant="primary">
      <WhoCan permission="moderation.set-up" action={t('moderation.settingUp')} />
      <TextField
        type="number"
        label={t('moderation.rules.hideAt')}
        hint={t('moderation.rules.hideAt.hint')}
        min={0.5}
        max={50}
        step={0.5}
        value={given.hideAtWeight}
        onChange={(event) => change({ hideAtWeight: Number(event.target.value) })}
      />
      {toggle(t('moderation.rules.spam'), given.holdSpamFrom !== null, (isOn) =>
        switched(settings, 'holdSpamFrom', isOn),
      )}
      {toggle(t('moderation.rules.offence'), given.holdOffenceFrom !== null, (isOn) =>
        switched(settings, 'holdOffenceFrom', isOn),
      )}
      {toggle(t('moderation.rules.newSites'), given.holdsNewSites, (holdsNewSites) => ({ holdsNewSites }))}
      {toggle(t('moderation.rules.copies'), given.holdCopiesFrom !== null, (isOn) =>
        switched(settings, 'holdCopiesFrom', isOn),
      )}
      {toggle(
        t('moderation.rules.puppets'),
        given.looksForPuppets,
        (looksForPuppets) => ({ looksForPuppets }),
        t('moderation.rules.puppets.hint'),
      )}
    </SaveForm>
  );
}
