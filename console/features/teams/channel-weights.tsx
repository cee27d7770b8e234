import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Scale } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { queries } from '../../api/queries.ts';
import { offerUndo } from '../../app/undo.ts';
import { TextField } from '../../components/field.tsx';
import { networkName } from '../../components/network-icon.tsx';
import { EmptyState, Section } from '../../components/page.tsx';
import { SaveForm } from '../../components/save-form.tsx';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import { teamQueries } from './queries.ts';
import { channelsOf, weightsOf } from './weights.ts';

type Weights = Readonly<Record<string, number>>;

/** How much of a capacity one conversation takes, by channel: a chat more than a post, say. */
export function ChannelWeights({ mayManage }: { mayManage: boolean }) {
  const weights = useQuery(teamQueries.weights()).data?.weights;
  const accounts = useQuery(queries.accounts()).data;
  if (weights === undefined || accounts === undefined) return null;
  const channels = channelsOf(accounts, weights);
  return (
    <Section title={t('teams.weights')} text={t('teams.weights.text')}>
      {channels.length === 0 ? (
        <EmptyState
          icon={Scale}
          title={t('teams.weights.empty')}
          text={t('teams.weights.empty.text')}
          isSmall
        />
      ) : (
        <WeightsForm
          key={JSON.stringify([channels, weights])}
          channels={channels}
          weights={weights}
          mayManage={mayManage}
        />
      )}
    </Section>
  );
}

function WeightsForm({
  channels,
  weights,
  mayManage,
}: {
  channels: readonly string[];
  weights: Weights;
  mayManage: boolean;
}) {
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState(() =>
    Object.fromEntries(channels.map((channel) => [channel, String(weights[channel] ?? 1)])),
  );
  const put = async (next: Weights) => {
    await api.put('/teams/channel-weights', { weights: next });
    await queryClient.invalidateQueries({ queryKey: ['teams'] });
  };
  const save = useMutation({
    mutationFn: () => put(weightsOf(typed)),
    onSuccess: () =>
      offerUndo({ text: t('teams.weights.saved'), undo: () => put(weights).catch(toastError) }),
  });
  return (
    <SaveForm save={{ ...save, mutate: () => save.mutate() }} maySave={mayManage}>
      <div className="team-pair">
        {channels.map((channel) => (
          <TextField
            key={channel}
            label={networkName(channel)}
            type="number"
            min={0.1}
            max={20}
            step={0.1}
            required
            value={typed[channel] ?? ''}
            onChange={(event) => setTyped({ ...typed, [channel]: event.target.value })}
          />
        ))}
      </div>
    </SaveForm>
  );
}
