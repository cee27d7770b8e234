import { Link2 } from 'lucide-react';
import { Time } from '../../components/time.tsx';
import { t, type MessageKey } from '../../i18n/index.ts';
import type { ApprovalView } from './types.ts';

/** Everything that was said about a reply, in order. */
export function SaidList({ approval }: { approval: ApprovalView }) {
  if (approval.words.length < 2) return null;
  return (
    <details className="approval-said" open={approval.state !== 'waiting' || approval.words.length > 2}>
      <summary>{t('approvals.words')}</summary>
      <ol>
        {approval.words.map(({ at, kind, who, byLink, text }) => (
          <li key={`${at} ${kind}`}>
            <Time at={at} className="faint" /> <strong>{who}</strong>{' '}
            {t(`approvals.word.${kind}` as MessageKey)}
            {byLink && <Link2 size={12} aria-label={t('approvals.byLink')} />}
            {text !== null && <q>{text}</q>}
          </li>
        ))}
      </ol>
    </details>
  );
}
