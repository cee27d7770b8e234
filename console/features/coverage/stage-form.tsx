import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { FormError } from '../../components/form-error.tsx';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { teamQueries } from '../teams/queries.ts';
import type { StageView } from './types.ts';

const STAGES = ['watch', 'small-team', 'service-accounts', 'everybody'] as const;

/** The four stages, with the people or accounts that two of them need. */
export function StageForm({ stage: now, mayManage }: { stage: StageView; mayManage: boolean }) {
  const queryClient = useQueryClient();
  const [stage, setStage] = useState(now.stage);
  const [userIds, setUserIds] = useState(now.userIds);
  const [accountIds, setAccountIds] = useState(now.accountIds);
  const people = useQuery(teamQueries.people());
  const accounts = useQuery(queries.accounts());
  const save = useMutation({
    mutationFn: () => api.put<StageView>('/coverage/stage', { stage, userIds, accountIds }),
    onSuccess: (saved) => {
      queryClient.setQueryData(['coverage', 'stage'], saved);
      showToast({ text: t('coverage.stage.saved', { stage: t(`coverage.stage.${saved.stage}`) }) });
    },
  });
  const named = (accounts.data ?? []).map(({ id, handle }) => ({ id, name: handle }));
  return (
    <fieldset disabled={!mayManage} className="stage-form">
      {STAGES.map((one) => (
        <label key={one} className="stage-choice">
          <input type="radio" name="stage" checked={stage === one} onChange={() => setStage(one)} />
          <span>
            <strong>{t(`coverage.stage.${one}`)}</strong>
            <span className="choice-hint">{t(`coverage.stage.${one}.hint`)}</span>
          </span>
        </label>
      ))}
      {stage === 'small-team' && <Picks of={people.data ?? []} chosen={userIds} onChange={setUserIds} />}
      {stage === 'service-accounts' && <Picks of={named} chosen={accountIds} onChange={setAccountIds} />}
      <FormError error={save.error} />
      {mayManage && (
        <div className="form-actions">
          <Button variant="primary" isBusy={save.isPending} onClick={() => save.mutate()}>
            {t('common.save')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

function Picks({
  of,
  chosen,
  onChange,
}: {
  of: readonly { id: string; name: string }[];
  chosen: readonly string[];
  onChange(ids: string[]): void;
}) {
  return (
    <div className="stage-picks">
      {of.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          isOn={chosen.includes(id)}
          onChange={(isOn) => onChange(isOn ? [...chosen, id] : chosen.filter((one) => one !== id))}
        />
      ))}
    </div>
  );
}
