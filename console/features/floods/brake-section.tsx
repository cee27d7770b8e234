import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { offerUndo } from '../../app/undo.ts';
import { Button } from '../../components/button.tsx';
import { Switch } from '../../components/choice.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { TextField } from '../../components/field.tsx';
import { Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import './floods.css';
import { type BrakeView, floodQueries } from './queries.ts';
import { Trusted } from './trusted.tsx';

/** How many threads of one sender get a row each, and who is never held. */
export function BrakeSection() {
  const found = useQuery(floodQueries.brake());
  const mayManage = useCan()('inbox.brake');
  return (
    <Section title={t('floods.brake')} text={t('floods.brake.text')}>
      {found.isError ? (
        <ErrorState error={found.error} isSmall onRetry={() => void found.refetch()} />
      ) : found.data === undefined ? (
        <SkeletonRows count={2} label={t('common.loading')} />
      ) : (
        <div className="stack">
          <Limits
            key={`${found.data.isOn} ${found.data.threads} ${found.data.minutes}`}
            view={found.data}
            isReadOnly={!mayManage}
          />
          <Trusted mayManage={mayManage} />
        </div>
      )}
    </Section>
  );
}

function Limits({ view, isReadOnly }: { view: BrakeView; isReadOnly: boolean }) {
  const [limits, setLimits] = useState({ isOn: view.isOn, threads: view.threads, minutes: view.minutes });
  const queryClient = useQueryClient();
  const put = async (wish: typeof limits) =>
    queryClient.setQueryData(
      floodQueries.brake().queryKey,
      await api.put<BrakeView>('/inbox/flood-brake', wish),
    );
  const save = useMutation({
    mutationFn: put,
    onSuccess: () => {
      const { isOn, threads, minutes } = view;
      offerUndo({ text: t('common.saved'), undo: async () => void (await put({ isOn, threads, minutes })) });
    },
    onError: toastError,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(limits);
  };
  const number = (key: 'threads' | 'minutes', min: number, max: number) => (
    <TextField
      label={t(`floods.${key}`)}
      type="number"
      required
      min={min}
      max={max}
      disabled={isReadOnly || !limits.isOn}
      value={limits[key]}
      onChange={(event) => setLimits({ ...limits, [key]: event.target.valueAsNumber || 0 })}
    />
  );
  const isChanged =
    limits.isOn !== view.isOn || limits.threads !== view.threads || limits.minutes !== view.minutes;
  return (
    <form className="stack" onSubmit={submit}>
      <Switch
        label={t('floods.isOn')}
        isOn={limits.isOn}
        isDisabled={isReadOnly}
        onChange={(isOn) => setLimits({ ...limits, isOn })}
      />
      <div className="brake-form">
        {number('threads', 3, 50)}
        {number('minutes', 1, 60)}
        {!isReadOnly && (
          <Button type="submit" isBusy={save.isPending} disabled={!isChanged}>
            {t('common.save')}
          </Button>
        )}
      </div>
    </form>
  );
}
