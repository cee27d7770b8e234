import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Switch } from '../../components/choice.tsx';
import { TextAreaField, TextField } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { SaveForm } from '../../components/save-form.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { reviewQueries, type ReviewSettings } from './queries.ts';
import { useSaving } from './use-changing.ts';

/** Whether and when buyers are asked, and what the mail says. */
export function AskingForm() {
  const settings = useQuery(reviewQueries.settings());
  return (
    <section className="stack" aria-label={t('reviews.asking')}>
      <h2>{t('reviews.asking')}</h2>
      <Loaded query={settings} rows={2}>
        {(known) => <Form known={known} />}
      </Loaded>
    </section>
  );
}

function Form({ known }: { known: ReviewSettings }) {
  const [given, setGiven] = useState(known);
  const mayManage = useCan()('reviews.manage');
  const save = useSaving(
    () => api.put('/reviews/settings', given),
    () => void showToast({ text: t('reviews.asking.saved') }),
  );
  const words = (part: Partial<ReviewSettings['words']>) =>
    setGiven({ ...given, words: { ...given.words, ...part } });
  return (
    <SaveForm className="reviews-form" save={save} maySave={mayManage}>
      <Switch
        label={t('reviews.asking.on')}
        hint={t('reviews.asking.on.hint')}
        isOn={given.asks}
        onChange={(asks) => setGiven({ ...given, asks })}
      />
      <TextField
        label={t('reviews.asking.days')}
        type="number"
        min={0}
        max={180}
        value={String(given.askAfterDays)}
        onChange={(event) => setGiven({ ...given, askAfterDays: Number(event.target.value) })}
      />
      <TextAreaField
        label={t('reviews.asking.en')}
        hint={t('reviews.asking.words.hint')}
        isOptional
        maxLength={600}
        value={given.words.en}
        onChange={(event) => words({ en: event.target.value })}
      />
      <TextAreaField
        label={t('reviews.asking.de')}
        isOptional
        maxLength={600}
        value={given.words.de}
        onChange={(event) => words({ de: event.target.value })}
      />
    </SaveForm>
  );
}
