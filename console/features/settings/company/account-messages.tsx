import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MessageCircle, MessageCircleOff } from 'lucide-react';
import { queries } from '../../../api/queries.ts';
import type { BrandAccount } from '../../../api/types.ts';
import { Badge } from '../../../components/badge.tsx';
import { Callout } from '../../../components/callout.tsx';
import { t } from '../../../i18n/index.ts';

const KIND = 'bluesky-messages';

/** Whether the direct messages of an account can be reached; nothing where its network has none beside its posts. */
export function MessagesBadge({ account: { messages } }: { account: BrandAccount }) {
  if (messages === null) return null;
  const isOn = messages === 'on';
  return (
    <Badge tone={isOn ? 'ok' : 'neutral'} icon={isOn ? MessageCircle : MessageCircleOff}>
      {t(`settings.accounts.messages.${messages}`)}
    </Badge>
  );
}

/** What is left to do so that they come in. */
export function MessagesHint({ account: { messages } }: { account: BrandAccount }) {
  const { data: sources } = useQuery({ ...queries.sources(), enabled: messages === 'on' });
  if (messages === 'not-allowed')
    return (
      <div className="row-callout">
        <Callout>{t('settings.accounts.messages.how')}</Callout>
      </div>
    );
  if (messages !== 'on' || sources === undefined || sources.some(({ kind }) => kind === KIND)) return null;
  return (
    <div className="row-callout">
      <Callout>
        {t('settings.accounts.messages.read')}{' '}
        <Link to={'/sources' as string}>{t('settings.accounts.messages.sources')}</Link>
      </Callout>
    </div>
  );
}
