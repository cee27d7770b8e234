import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TextAreaField, TextField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { ListField } from '../../components/list-field.tsx';
import { Page, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { showToast } from '../../components/toast-store.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { t } from '../../i18n/index.ts';
import { AvoidRules } from './avoid-rules.tsx';
import { FormRules } from './form-rules.tsx';
import { withoutEmpty } from './new-rules.ts';
import { voiceQueries } from './queries.ts';
import { SayRules } from './say-rules.tsx';
import { TryOut } from './try-out.tsx';
import type { Guide, GuideView } from './types.ts';
import { Versions } from './versions.tsx';
import { VoiceNav } from './voice-nav.tsx';
import './voice.css';

/** Settings → Voice: how replies sound. */
export function VoicePage() {
  const { data, error, refetch } = useQuery(voiceQueries.guide());
  return (
    <Page title={t('voice.title')} text={t('voice.text')} toolbar={<VoiceNav />}>
      {data !== undefined ? (
        <GuideForm key={data.revision} opened={data} />
      ) : error === null ? (
        <SkeletonRows label={t('voice.loading')} />
      ) : (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}

function GuideForm({ opened }: { opened: GuideView }) {
  const mayManage = useCan()('voice.manage');
  const [guide, setGuide] = useState(opened.guide);
  const [note, setNote] = useState('');
  const save = useSave(opened.revision);
  const change = (part: Partial<Guide>) => setGuide({ ...guide, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ guide: withoutEmpty(guide), note });
  };
  return (
    <>
      <TryOut guide={withoutEmpty(guide)} />
      <form onSubmit={submit} noValidate>
        <fieldset disabled={!mayManage} className="plain-fields">
          <Parts guide={guide} change={change} />
          <Section title={t('voice.save')}>
            <div className="stack">
              <TextField
                label={t('voice.note')}
                hint={t('voice.note.hint')}
                isOptional
                value={note}
                maxLength={300}
                onChange={(event) => setNote(event.target.value)}
              />
              <FormError error={save.error} />
              {mayManage && (
                <div className="form-actions">
                  <Button type="submit" variant="primary" isBusy={save.isPending}>
                    {t('common.save')}
                  </Button>
                </div>
              )}
            </div>
          </Section>
        </fieldset>
        {!mayManage && <WhoCan permission="voice.manage" action={t('voice.changing')} />}
      </form>
      <Versions revision={opened.revision} onOpen={setGuide} />
    </>
  );
}

function Parts({ guide, change }: { guide: Guide; change(part: Partial<Guide>): void }) {
  const { promotional } = guide;
  return (
    <>
      <Section title={t('voice.tone')}>
        <TextAreaField
          label={t('voice.tone.label')}
          hint={t('voice.tone.hint')}
          value={guide.tone}
          rows={4}
          maxLength={4000}
          onChange={(event) => change({ tone: event.target.value })}
        />
      </Section>
      <Section title={t('voice.avoid')} text={t('voice.avoid.text')}>
        <AvoidRules rules={guide.avoid} onChange={(avoid) => change({ avoid })} />
      </Section>
      <Section title={t('voice.never')} text={t('voice.never.text')}>
        <SayRules kind="never" rules={guide.never} onChange={(never) => change({ never })} />
      </Section>
      <Section title={t('voice.must')} text={t('voice.must.text')}>
        <SayRules kind="must" rules={guide.must} onChange={(must) => change({ must })} />
      </Section>
      <Section title={t('voice.promotion')} text={t('voice.promotion.text')}>
        <div className="stack">
          {(['words', 'links', 'campaigns'] as const).map((part) => (
            <ListField
              key={part}
              label={t(`voice.promotion.${part}`)}
              values={promotional[part]}
              onChange={(values) => change({ promotional: { ...promotional, [part]: values } })}
            />
          ))}
        </div>
      </Section>
      <Section title={t('voice.form')} text={t('voice.form.text')}>
        <FormRules rules={guide.forms} onChange={(forms) => change({ forms })} />
      </Section>
    </>
  );
}

function useSave(revision: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: { guide: Guide; note: string }) =>
      api.put<GuideView>('/voice/guide', { revision, ...input }),
    onSuccess: (saved) => {
      queryClient.setQueryData(voiceQueries.guide().queryKey, saved);
      void queryClient.invalidateQueries({ queryKey: ['voice', 'versions'] });
      showToast({ text: t('voice.saved', { revision: saved.revision }) });
    },
  });
}
