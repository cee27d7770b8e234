import { PenLine } from 'lucide-react';
import { useCan } from '../../app/session.ts';
import { IconButton } from '../../components/button.tsx';
import { t } from '../../i18n/index.ts';
import type { ContextView, DraftView } from './types.ts';
import type { useDrafts } from './use-drafts.ts';

/** Asks for a draft; not there where nobody set it up. */
export function DraftButton({
  drafting,
  drafts,
}: {
  drafting: ContextView['drafting'] | undefined;
  drafts: ReturnType<typeof useDrafts>;
}) {
  const mayWrite = useCan()('voice.write');
  if (!mayWrite || drafting === undefined || drafting === 'off') return null;
  return (
    <IconButton
      icon={PenLine}
      label={t(
        drafting === 'private' ? 'voice.draft.private' : drafts.isBusy ? 'voice.draft.busy' : 'voice.draft',
      )}
      disabled={drafting === 'private' || drafts.isBusy}
      onClick={drafts.ask}
    />
  );
}

/** What a draft rests on, as long as something of it stands in the field. */
export function Citations({ draft }: { draft: DraftView | null }) {
  if (draft === null) return null;
  return (
    <p className="voice-citations">
      {t('voice.draft.cites')}{' '}
      {draft.citations.map(({ articleId, title }, index) => (
        <span key={articleId}>
          {index > 0 && ', '}
          <a href={`/knowledge/${articleId}`} target="_blank" rel="noopener noreferrer">
            {title}
          </a>
        </span>
      ))}
      . {t('voice.draft.read')}
    </p>
  );
}
