import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  BookOpen,
  Check,
  CornerDownLeft,
  History,
  Lock,
  MessageSquareText,
  MessagesSquare,
  Search,
  Sparkles,
} from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Badge } from '../../components/badge.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { toastError } from '../../components/toast-error.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { takeCanned } from '../canned/queries.ts';
import { useDebounced } from '../../components/use-debounced.ts';
import { nthInsertable } from './insertion.ts';
import './suggestions.css';
import { knowledgeQueries } from './queries.ts';
import type { Suggestion } from './types.ts';

interface SuggestionsProps {
  conversationId: string;
  /** When the customer said something last. */
  said: string;
  onInsert(text: string): void;
}

const KEYS = [1, 2, 3, 4, 5];
const ICONS = {
  article: BookOpen,
  reply: MessageSquareText,
  example: Sparkles,
  solved: History,
  thread: MessagesSquare,
};

/** What fits to a conversation, with why, and one key away from the answer. */
export function Suggestions({ conversationId, said, onInsert }: SuggestionsProps) {
  const mayWork = useCan()('inbox.work');
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 250);
  const { data } = useQuery(knowledgeQueries.suggestions(conversationId, said, q));
  useLive(
    'knowledge.changed',
    () => void queryClient.invalidateQueries({ queryKey: ['knowledge', 'suggestions'] }),
  );
  const items = data?.items ?? [];
  const { use, takeBack } = useUses(conversationId);
  const insert = (item: Suggestion) => {
    if (item.insert === null || !mayWork) return;
    onInsert(item.insert);
    if (item.kind === 'article') use.mutate(item);
    // Counted; its words are there already.
    if (item.kind === 'reply') void takeCanned(item.id, conversationId).catch(toastError);
  };
  useShortcuts(
    KEYS.map((key) => ({
      keys: String(key),
      label: t('knowledge.suggest.key', { number: key }),
      group: t('knowledge.suggest'),
      isHidden: true,
      run: () => {
        const item = nthInsertable(items, key);
        if (item) insert(item);
      },
    })),
  );
  return (
    <section className="suggestions" aria-label={t('knowledge.suggest')}>
      <h3>{t('knowledge.suggest')}</h3>
      <div className="suggestions-search">
        <Search size={14} aria-hidden />
        <input
          type="search"
          className="input"
          value={typed}
          aria-label={t('knowledge.suggest.search')}
          placeholder={t('knowledge.suggest.search')}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {data !== undefined && items.length === 0 && (
        <p className="person-none">{t('knowledge.suggest.none')}</p>
      )}
      <ol className="suggestions-list">
        {items.map((item) => (
          <SuggestionRow
            key={`${item.kind} ${item.id}`}
            item={item}
            number={items.filter(({ insert: text }) => text !== null).indexOf(item) + 1}
            onInsert={mayWork && item.insert !== null ? () => insert(item) : undefined}
            onTakeBack={mayWork && item.useId !== null ? () => takeBack.mutate(item.useId!) : undefined}
          />
        ))}
      </ol>
    </section>
  );
}

interface RowProps {
  item: Suggestion;
  number: number;
  onInsert: (() => void) | undefined;
  onTakeBack: (() => void) | undefined;
}

function SuggestionRow({ item, number, onInsert, onTakeBack }: RowProps) {
  const Icon = ICONS[item.kind];
  const { words, hasAnswered } = item.because;
  return (
    <li className="suggestion">
      <div className="suggestion-head">
        <Icon size={14} aria-hidden />
        <span className="visually-hidden">{t(`knowledge.suggest.kind.${item.kind}`)}</span>
        {item.link === null ? (
          <span className="suggestion-title">{item.title}</span>
        ) : (
          <a
            className="suggestion-title"
            href={item.link}
            target="_blank"
            rel="noopener noreferrer"
            lang={item.language ?? undefined}
          >
            {item.title}
          </a>
        )}
        {onInsert !== undefined && (
          <IconButton
            size="s"
            icon={CornerDownLeft}
            label={t(item.how === 'link' ? 'knowledge.suggest.insertLink' : 'knowledge.suggest.insertText', {
              title: item.title.slice(0, 80),
            })}
            onClick={onInsert}
          />
        )}
        {onInsert !== undefined && number <= KEYS.length && <KeyHint keys={String(number)} />}
      </div>
      <p className="suggestion-excerpt" lang={item.language ?? undefined} dir="auto">
        {item.excerpt}
      </p>
      <p className="suggestion-why">
        {item.visibility === 'internal' && (
          <Badge icon={Lock} isQuiet>
            {t('knowledge.internal')}
          </Badge>
        )}
        {hasAnswered && (
          <Badge tone="ok" icon={Check} isQuiet>
            {t('knowledge.suggest.answered')}
          </Badge>
        )}
        {words.length > 0 && <span>{t('knowledge.suggest.because', { words: words.join(', ') })}</span>}
      </p>
      {onTakeBack !== undefined && (
        <p className="suggestion-why">
          {t('knowledge.suggest.used')}
          <Button size="s" variant="ghost" onClick={onTakeBack}>
            {t('knowledge.suggest.takeBack')}
          </Button>
        </p>
      )}
    </li>
  );
}

/** Notes that an article went into the answer, and takes that back. */
function useUses(conversationId: string) {
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: ['knowledge', 'suggestions'] });
  const takeBack = useMutation({
    mutationFn: (id: string) => api.delete(`/knowledge/uses/${id}`),
    onSuccess: () => showToast({ text: t('knowledge.suggest.takenBack') }),
    onError: toastError,
    onSettled,
  });
  const use = useMutation({
    mutationFn: ({ id, language, how }: Suggestion) =>
      api.post<{ id: string }>('/knowledge/uses', { conversationId, articleId: id, language, how }),
    onError: toastError,
    onSettled,
  });
  return { use, takeBack };
}
