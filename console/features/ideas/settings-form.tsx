import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { TextAreaField, TextField } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { SaveForm } from '../../components/save-form.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { ideaQueries, type IdeaSettings } from './queries.ts';
import { useSaving } from './use-changing.ts';

/** What whoever said an idea first reads when it ships, and what tells the value of a customer. */
export function SettingsForm() {
  const settings = useQuery(ideaQueries.settings());
  return (
    <section className="stack" aria-label={t('ideas.settings')}>
      <h2>{t('ideas.settings')}</h2>
      <Loaded query={settings} rows={2}>
        {(known) => <Form known={known} />}
      </Loaded>
    </section>
  );
}

function Form({ known }: { known: IdeaSettings }) {
  const [given, setGiven] = useState(known);
  const save = useSaving(
    () => api.put('/ideas/settings', given),
    () => void showToast({ text: t('ideas.settings.saved') }),
  );
  const told = (part: Partial<IdeaSettings['told']>) =>
    setGiven({ ...given, told: { ...given.told, ...part } });
  return (
    <SaveForm className="ideas-form" save={save}>
      <TextAreaField
        label={t('ideas.told.en')}
        hint={t('ideas.told.hint')}
        maxLength={240}
        value={given.told.en}
        onChange={(event) => told({ en: event.target.value })}
      />
      <TextAreaField
        label={t('ideas.told.de')}
        maxLength={240}
        value={given.told.de}
        onChange={(event) => told({ de: event.target.value })}
      />
      <TextField
        label={t('ideas.valueField')}
        hint={t('ideas.valueField.hint')}
        isOptional
        maxLength={60}
        value={given.valueField}
        onChange={(event) => setGiven({ ...given, valueField: event.target.value })}
      />
    </SaveForm>
  );
}
