import { Eye, PenLine } from 'lucide-react';
import { useEffect } from 'react';
import { api } from '../../api/client.ts';
import type { ConversationDetail } from '../../api/types.ts';
import { Avatar } from '../../components/avatar.tsx';
import { classNames } from '../../components/class-names.ts';
import { t } from '../../i18n/index.ts';

const EVERY = 8_000;

/** Tells colleagues that the viewer is here, and shows who else is, so that two people do not answer the same post. */
export function Presence({
  id,
  viewers,
  isTyping,
}: {
  id: string;
  viewers: ConversationDetail['viewers'];
  isTyping: boolean;
}) {
  useEffect(() => {
    const beat = () => {
      if (document.visibilityState === 'visible')
        void api.post(`/inbox/${id}/presence`, { isTyping }).catch(() => undefined);
    };
    beat();
    const timer = setInterval(beat, EVERY);
    return () => clearInterval(timer);
  }, [id, isTyping]);
  useEffect(
    () => () =>
      void api.post(`/inbox/${id}/presence`, { hasLeft: true }, { isLast: true }).catch(() => undefined),
    [id],
  );
  const typing = viewers.filter((viewer) => viewer.isTyping);
  const shown = typing.length > 0 ? typing : viewers;
  if (shown.length === 0) return <div className="presence-place" aria-live="polite" />;
  const words = t(
    `inbox.presence.${typing.length > 0 ? 'typing' : 'viewing'}${shown.length > 1 ? '.many' : ''}`,
    { names: namesOf(shown) },
  );
  return (
    <div className="presence-place" aria-live="polite">
      <p className={classNames('presence', typing.length > 0 && 'presence-typing')}>
        {typing.length > 0 ? <PenLine size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
        {shown.slice(0, 3).map((viewer) => (
          <Avatar key={viewer.id} id={viewer.id} name={viewer.name} size={20} />
        ))}
        <span>{words}</span>
      </p>
    </div>
  );
}

function namesOf(viewers: ConversationDetail['viewers']): string {
  return new Intl.ListFormat('en').format(viewers.map((viewer) => viewer.name));
}
