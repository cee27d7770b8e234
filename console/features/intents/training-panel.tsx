import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Check, GraduationCap } from 'lucide-react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { Callout } from '../../components/callout.tsx';
import { Section } from '../../components/page.tsx';
import { ProgressBar } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { Time } from '../../components/time.tsx';
import { t, tn } from '../../i18n/index.ts';
import { StoredPosts } from './stored-posts.tsx';
import { compare, hindranceOf, percent } from './figures.ts';
import type { Figures, IntentModelView, IntentsOverview } from './types.ts';

/** What was learnt, what is being learnt, and the choice between them. */
export function TrainingPanel({ overview, mayWrite }: { overview: IntentsOverview; mayWrite: boolean }) {
  const { active, latest } = overview;
  const hindrance = hindranceOf(overview);
  const [whenBetter, setWhenBetter] = useState(false);
  const train = useChange((activateWhenBetter: boolean) =>
    api.post('/intents/train', { activateWhenBetter }),
  );
  return (
    <Section
      title={t('intents.training')}
      text={t(active === null ? 'intents.training.none' : 'intents.training.text')}
      actions={
        mayWrite && (
          <Button
            variant="primary"
            icon={GraduationCap}
            isBusy={train.isPending}
            disabled={hindrance !== null}
            onClick={() => train.mutate(whenBetter)}
          >
            {t('intents.train')}
          </Button>
        )
      }
    >
      <div className="stack">
        {mayWrite && active !== null && hindrance === null && (
          <Checkbox
            label={t('intents.whenBetter')}
            hint={t('intents.whenBetter.hint')}
            isOn={whenBetter}
            onChange={setWhenBetter}
          />
        )}
        {hindrance === 'tooFew' && <p className="muted">{t('intents.tooFew')}</p>}
        {hindrance === null && overview.isChanged && active !== null && (
          <p className="muted">{t('intents.isChanged')}</p>
        )}
        {latest?.state === 'running' && <Running model={latest} />}
        {latest?.state === 'failed' && (
          <Callout tone="bad" title={t('intents.failed')}>
            {latest.problem} {active !== null && t('intents.failed.kept')}
          </Callout>
        )}
        {latest?.state === 'ready' && latest.figures !== null && (
          <NewModel
            model={latest}
            figures={latest.figures}
            was={active?.figures ?? null}
            mayWrite={mayWrite}
          />
        )}
        {active !== null && <StoredPosts />}
        {active?.figures && <InUse model={active} figures={active.figures} />}
      </div>
    </Section>
  );
}

function Running({ model }: { model: IntentModelView }) {
  return (
    <div className="stack">
      <p role="status">
        {t('intents.running', {
          examples: tn('intents.exampleCount', model.examples),
          intents: model.intents,
        })}
      </p>
      <ProgressBar value={Math.round(model.progress * 100)} max={100} label={t('intents.training')} />
    </div>
  );
}

function NewModel({
  model,
  figures,
  was,
  mayWrite,
}: {
  model: IntentModelView;
  figures: Figures;
  was: Figures | null;
  mayWrite: boolean;
}) {
  const activate = useChange(() => api.post(`/intents/models/${model.id}/activate`));
  return (
    <Callout
      tone="info"
      title={t('intents.ready')}
      actions={
        mayWrite && (
          <Button icon={Check} isBusy={activate.isPending} onClick={() => activate.mutate(undefined)}>
            {t('intents.activate')}
          </Button>
        )
      }
    >
      {was === null ? percent(figures.accuracy) : <Compared was={was} is={figures} />}
    </Callout>
  );
}

function Compared({ was, is }: { was: Figures; is: Figures }) {
  return (
    <table className="intent-compare">
      <thead>
        <tr>
          <th scope="col">{t('intents.heldOut')}</th>
          <th scope="col">{t('intents.old')}</th>
          <th scope="col">{t('intents.newer')}</th>
          <th scope="col">{t('intents.gain')}</th>
        </tr>
      </thead>
      <tbody>
        {compare(was, is).map(({ name, old, new: now, gain }) => (
          <tr key={name}>
            <th scope="row">{t(`intents.${name}`)}</th>
            <td className="figures">{old}</td>
            <td className="figures">{now}</td>
            <td className="figures">{gain === null ? '–' : points(gain)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function points(gain: number): string {
  return `${gain > 0 ? '+' : gain < 0 ? '\u2212' : ''}${Math.abs(gain).toFixed(1)}`;
}

function InUse({ model, figures }: { model: IntentModelView; figures: Figures }) {
  return (
    <div className="stack">
      <dl className="intent-totals">
        {(['accuracy', 'macroF1', 'outOfScope'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`intents.${name}`)}</dt>
            <dd className="figures">{percent(figures[name])}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">
        {t('intents.inUse', { examples: tn('intents.exampleCount', model.examples), intents: model.intents })}{' '}
        · <Time at={model.finishedAt ?? model.startedAt} />
      </p>
      {figures.notes.map((note) => (
        <p className="muted" key={note}>
          {note}
        </p>
      ))}
      {figures.confusions.length > 0 && (
        <details className="intent-confusions">
          <summary>{t('intents.confusions')}</summary>
          <ul>
            {figures.confusions.slice(0, 12).map(({ meant, said, count }) => (
              <li key={`${meant}\u0000${said}`}>
                <span className="figures">{count} ×</span> {t('intents.confusion', { meant, said })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function useChange<V>(run: (value: V) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: run,
    onError: toastError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['intents'] }),
  });
}
