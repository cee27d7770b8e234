import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { UsersRound } from 'lucide-react';
import { t } from '../../i18n/index.ts';
import { segmentQueries } from './queries.ts';
import './segments.css';

/** The segments that whoever is behind an account is in. */
export function PersonSegments({ accountId }: { accountId: string }) {
  const segments = useQuery(segmentQueries.of(accountId)).data ?? [];
  if (segments.length === 0) return null;
  return (
    <ul className="person-segments" aria-label={t('segments.title')}>
      {segments.map(({ id, name }) => (
        <li key={id}>
          <Link to="/segments/$segmentId" params={{ segmentId: id }} className="badge">
            <UsersRound size={12} aria-hidden />
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
