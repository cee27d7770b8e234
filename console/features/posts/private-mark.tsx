import { Lock } from 'lucide-react';
import type { PostView } from '../../api/types.ts';
import { Badge } from '../../components/badge.tsx';
import { t } from '../../i18n/index.ts';

/** Channels on which nothing is public, so that nobody can be mistaken. */
const ALWAYS = new Set(['mail', 'chat']);

/** Marks what was said to us alone where others of the same channel speak in public. */
export function PrivateMark({ post }: { post: Pick<PostView, 'isPrivate' | 'network'> }) {
  if (!post.isPrivate || ALWAYS.has(post.network)) return null;
  return (
    <span title={t('posts.private.why')}>
      <Badge icon={Lock}>{t('posts.private')}</Badge>
    </span>
  );
}
