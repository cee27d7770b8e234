import { useQuery } from '@tanstack/react-query';
import {
  CircleDot,
  CircleSlash,
  type LucideIcon,
  MailCheck,
  MailWarning,
  MoonStar,
  PenLine,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLive } from '../../app/live.ts';
import { Time, useNow } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import './chat.css';
import { chatQueries, type ChatState } from './queries.ts';
import { fateOf, pageWords, type Standing, standingOf, TYPING_MS } from './visitor.ts';

const ICONS: Record<Standing, LucideIcon> = {
  typing: PenLine,
  online: CircleDot,
  left: MoonStar,
  ended: CircleSlash,
  offline: MoonStar,
};

/** Over a conversation that is a chat: whether the visitor is here, what he reads, and whether he has seen our words. */
export function VisitorLine({ conversationId }: { conversationId: string }) {
  const { data: chat, refetch } = useQuery(chatQueries.visitor(conversationId));
  const now = useNow();
  const [typedAt, setTypedAt] = useState<number | null>(null);
  useLive('chat.visitor', (event) => {
    if (event.conversationId !== conversationId) return;
    if (event.isTyping === null) void refetch();
    else setTypedAt(event.isTyping ? Date.now() : null);
  });
  useLive('reply.changed', (event) => {
    if (event.conversationId === conversationId) void refetch();
  });
  // Whoever closes his browser does not say that he stopped.
  useEffect(() => {
    if (typedAt === null) return;
    const timer = setTimeout(() => setTypedAt(null), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typedAt]);
  if (!chat) return null;
  const standing = standingOf(chat, typedAt, now);
  const Icon = ICONS[standing];
  return (
    <section className="visitor-line" aria-label={t('chat.visitor')}>
      <p className={`visitor-standing visitor-${standing}`} aria-live="polite">
        <Icon size={14} aria-hidden />
        <strong>{t(`chat.standing.${standing}`)}</strong>
        {standing === 'left' && <Time at={chat.seenAt} className="faint" />}
      </p>
      {chat.page !== null && (
        <p className="visitor-page">
          {t('chat.onPage')}{' '}
          <a href={chat.page.url} target="_blank" rel="noopener noreferrer" title={chat.page.url} dir="auto">
            {pageWords(chat.page)}
          </a>
        </p>
      )}
      <Identity chat={chat} />
      <Fate chat={chat} />
      {chat.rating !== null && (
        <p title={chat.rating.text}>{t('chat.rated', { score: String(chat.rating.score) })}</p>
      )}
    </section>
  );
}

function Identity({ chat: { sub, mail } }: { chat: ChatState }) {
  const words = [...(sub === null ? [] : [t('chat.vouched', { sub })]), ...(mail === null ? [] : [mail])];
  return words.length === 0 ? null : <p className="muted">{words.join(' · ')}</p>;
}

function Fate({ chat }: { chat: ChatState }) {
  const fate = fateOf(chat);
  if (fate === 'none') return null;
  const isTrouble = fate === 'mail-trouble' || fate === 'nowhere';
  const Icon = isTrouble ? MailWarning : MailCheck;
  return (
    <p className={isTrouble ? 'visitor-trouble' : 'muted'}>
      <Icon size={14} aria-hidden /> {t(`chat.fate.${fate}`)}
      {fate === 'mail-trouble' && chat.mailed?.problem ? ` ${chat.mailed.problem}` : ''}
    </p>
  );
}
