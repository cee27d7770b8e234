import { useQuery } from '@tanstack/react-query';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Callout } from '../../components/callout.tsx';
import { Checkbox, Switch } from '../../components/choice.tsx';
import { EndpointForm } from '../../components/endpoint/endpoint-form.tsx';
import { endpointForm } from '../../components/endpoint/endpoint.ts';
import { useEndpoint } from '../../components/endpoint/use-endpoint.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { voiceQueries } from './queries.ts';
import type { DraftingView } from './types.ts';
import { VoiceNav } from './voice-nav.tsx';
import './voice.css';

/** Settings → Voice → Drafts: who writes them, and what may leave. */
export function DraftingPage() {
  const { data, error, refetch } = useQuery(voiceQueries.drafting());
  return (
    <Page title={t('voice.title')} text={t('voice.drafting.text')} toolbar={<VoiceNav />}>
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <SkeletonRows count={6} label={t('common.loading')} />
      ) : (
        <SetUp drafting={data} />
      )}
    </Page>
  );
}

const formOf = (view: DraftingView) => ({ ...endpointForm(view), sendsPrivate: view.sendsPrivate });

function SetUp({ drafting }: { drafting: DraftingView }) {
  const mayConnect = useCan()('voice.connect');
  const endpoint = useEndpoint('/voice/drafting', voiceQueries.drafting().queryKey, drafting, formOf);
  const { form, change } = endpoint;
  return (
    <>
      <WhoCan permission="voice.connect" action={t('voice.drafting.connecting')} />
      {drafting.problem !== null && <Callout tone="warn">{drafting.problem}</Callout>}
      <EndpointForm
        endpoint={endpoint}
        isReadOnly={!mayConnect}
        canTry={drafting.url !== ''}
        more={
          <Checkbox
            label={t('voice.drafting.private')}
            hint={t('voice.drafting.private.hint')}
            isOn={form.sendsPrivate}
            onChange={(sendsPrivate) => change({ sendsPrivate })}
          />
        }
      >
        <Switch
          label={t('voice.drafting.on')}
          hint={t('voice.drafting.on.hint')}
          isOn={form.isOn}
          onChange={(isOn) => change({ isOn })}
        />
        {drafting.isOn && <p className="muted">{t('voice.drafting.today', { ...drafting.today })}</p>}
      </EndpointForm>
    </>
  );
}
