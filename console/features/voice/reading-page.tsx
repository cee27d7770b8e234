import { useQuery } from '@tanstack/react-query';
import { useCan } from '../../app/session.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { NetworkIcon } from '../../components/network-icon.tsx';
import { Page, Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { EndReading } from './end-reading.tsx';
import { voiceQueries } from './queries.ts';
import { ReadingSettings } from './reading-settings.tsx';
import type { ReadingAccount } from './types.ts';
import { VoiceNav } from './voice-nav.tsx';
import './voice.css';

/** Settings → Voice → New accounts: how long they read before they post. */
export function ReadingPage() {
  const { data, error, refetch } = useQuery(voiceQueries.reading());
  return (
    <Page title={t('voice.title')} text={t('voice.reading.text')} toolbar={<VoiceNav />}>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <div className="stack">
          <ReadingSettings view={data} />
          <Section title={t('voice.reading.accounts')}>
            {data.accounts.length === 0 && <p className="muted">{t('voice.reading.none')}</p>}
            <ul className="voice-rules">
              {data.accounts.map((account) => (
                <Account key={account.accountId} account={account} />
              ))}
            </ul>
          </Section>
        </div>
      )}
    </Page>
  );
}

function Account({ account }: { account: ReadingAccount }) {
  const mayManage = useCan()('voice.manage');
  const { network, handle, reason, ended, postsRead, postsWanted } = account;
  const state = reason ?? (ended === null ? t('voice.reading.done') : t('voice.reading.ended', { ...ended }));
  return (
    <li className="row">
      <NetworkIcon network={network} />
      <span className="grow">
        <strong>@{handle}</strong> {state}{' '}
        {reason !== null &&
          postsWanted > 0 &&
          t('voice.reading.posts', { read: postsRead, wanted: postsWanted })}
      </span>
      {reason !== null && mayManage && <EndReading account={account} />}
    </li>
  );
}
