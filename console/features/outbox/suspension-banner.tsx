import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { OctagonPause } from 'lucide-react';
import { useLive } from '../../app/live.ts';
import { t } from '../../i18n/index.ts';
import './suspension.css';
import { outboxQueries } from './queries.ts';

/** On every screen: what is suspended at the moment, and why. */
export function SuspensionBanner() {
  const queryClient = useQueryClient();
  const { data } = useQuery(outboxQueries.suspensions());
  useLive('outbox.switched', () => void queryClient.invalidateQueries({ queryKey: ['outbox'] }));
  const active = data?.items.filter(({ endedAt }) => endedAt === null) ?? [];
  if (active.length === 0) return null;
  return (
    <div className="suspension-banner" role="status">
      <OctagonPause size={16} aria-hidden />
      <ul className="grow">
        {active.map(({ id, scope, label, reason }) => (
          <li key={id}>
            {scope === 'everything'
              ? t('outbox.banner.everything', { reason })
              : t('outbox.banner.part', { label, reason })}
          </li>
        ))}
      </ul>
      <Link to="/outbox">{t('shell.nav.outbox')}</Link>
    </div>
  );
}
