import { useQuery } from '@tanstack/react-query';
import type { SlowTierView } from '#listen/understanding/slow/schema.ts';
import { useCan } from '../../app/session.ts';
import { Callout } from '../../components/callout.tsx';
import { Switch } from '../../components/choice.tsx';
import { EndpointForm } from '../../components/endpoint/endpoint-form.tsx';
import { endpointForm } from '../../components/endpoint/endpoint.ts';
import { useEndpoint } from '../../components/endpoint/use-endpoint.ts';
import { SelectField } from '../../components/field.tsx';
import { Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { understandingQueries } from './queries.ts';
import { SlowTierFigures } from './slow-tier-figures.tsx';

/** A slower, better model that is asked about stored posts, where somebody has one. */
export function SlowTier() {
  const { data } = useQuery(understandingQueries.slow());
  const mayConnect = useCan()('understanding.connect');
  return (
    <Section title={t('understanding.slow')} text={t('understanding.slow.text')}>
      {data !== undefined && (
        <>
          {data.isOn && data.problem !== null && (
            <Callout tone="warn" title={t('understanding.slow.failing')}>
              {data.problem} {data.restingUntil !== null && t('understanding.slow.resting')}
            </Callout>
          )}
          {data.isOn && <SlowTierFigures tier={data} />}
          {mayConnect ? <SetUp tier={data} /> : <p className="muted">{data.model}</p>}
        </>
      )}
    </Section>
  );
}

/** Stands for the model folder of the server where an address would. */
const LOCAL = 'local';

function SetUp({ tier }: { tier: SlowTierView }) {
  const endpoint = useEndpoint(
    '/understanding/slow',
    understandingQueries.slow().queryKey,
    tier,
    endpointForm,
  );
  const { form, change } = endpoint;
  const isLocal = form.url === LOCAL;
  return (
    <EndpointForm
      endpoint={endpoint}
      isLocal={isLocal}
      canTry={tier.url !== ''}
      hints={{
        requestsPerDay: t('understanding.slow.requests.hint'),
        tokensPerDay: t('understanding.slow.tokens.hint'),
        timeoutSeconds: t('understanding.slow.timeout.hint'),
      }}
    >
      {tier.local !== null && (
        <SelectField
          label={t('understanding.slow.where')}
          hint={tier.local.problem ?? t('understanding.slow.where.hint')}
          choices={[
            { value: '', label: t('understanding.slow.where.endpoint') },
            { value: LOCAL, label: t('understanding.slow.where.folder', { name: tier.local.name }) },
          ]}
          value={isLocal ? LOCAL : ''}
          onChange={(event) => change({ url: event.target.value })}
        />
      )}
      <Switch
        label={t('understanding.slow.on')}
        hint={t(isLocal ? 'understanding.slow.on.stays' : 'understanding.slow.on.hint')}
        isOn={form.isOn}
        onChange={(isOn) => change({ isOn })}
      />
    </EndpointForm>
  );
}
