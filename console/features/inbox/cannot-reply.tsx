import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ExternalLink, Plug } from 'lucide-react';
import { api } from '../../api/client.ts';
import type { PostView, Preflight } from '../../api/types.ts';
import { networkName } from '../../components/network-icon.tsx';
import { t } from '../../i18n/index.ts';

/** No account of this network: connect one, or, where nobody can answer at all, go to the post itself. */
export function NoAccount({ network, post }: { network: string; post: PostView | null }) {
  const preflight = useQuery({
    queryKey: ['preflight', network, 'possible'],
    queryFn: () => api.post<Preflight>('/replies/preflight', { text: '', network }),
    staleTime: 300_000,
    retry: false,
  });
  const name = networkName(network);
  if (preflight.data?.verdict === 'forbidden') {
    return (
      <div className="composer-cannot">
        <p>{preflight.data.reason}</p>
        {post !== null && post.url !== null && (
          <a
            className="button button-secondary button-m"
            href={post.url}
            target="_blank"
            rel="noopener noreferrer nofollow"
          >
            <ExternalLink size={16} aria-hidden />
            {t('posts.openOn', { network: name })}
          </a>
        )}
      </div>
    );
  }
  return (
    <div className="composer-cannot">
      <div>
        <strong>{t('inbox.composer.account.none.title')}</strong>
        <p className="muted">{t('inbox.composer.account.none.text', { network: name })}</p>
      </div>
      <Link to={'/settings/accounts' as string} className="button button-primary button-m">
        <Plug size={16} aria-hidden />
        {t('inbox.composer.account.none.action')}
      </Link>
    </div>
  );
}

/** Everything that could be answered is gone or ours. */
export function NoTarget() {
  return (
    <div className="composer-cannot">
      <p className="muted">{t('inbox.composer.nothing')}</p>
    </div>
  );
}
