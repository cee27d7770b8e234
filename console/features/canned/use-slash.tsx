import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, type RefObject, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { toastError } from '../../components/toast-error.ts';
import { t } from '../../i18n/index.ts';
import './canned.css';
import { cannedQueries, type CannedView, takeCanned } from './queries.ts';
import { offeredFor, slashAt, withWords } from './slash.ts';

const SHOWN = 8;

interface SlashWiring {
  conversationId: string;
  text: string;
  write(text: string): void;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** Canned replies offered while `/…` is typed in a writing field: `list` is shown above it, the rest is handed to the field. */
export function useSlash({ conversationId, text, write, field }: SlashWiring): {
  list: ReactNode;
  onCaret(caret: number): void;
  onKeyDown(event: KeyboardEvent): void;
} {
  const mayUse = useCan()('canned.use');
  const queryClient = useQueryClient();
  const { data } = useQuery({ ...cannedQueries.all(), enabled: mayUse });
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(0);
  const [isDismissed, setIsDismissed] = useState(false);
  useLive('canned.changed', () => void queryClient.invalidateQueries({ queryKey: ['canned'] }));
  const query = isDismissed ? null : slashAt(text, caret);
  const offered = query === null ? [] : offeredFor(data?.items ?? [], query.words, SHOWN);
  const current = Math.min(active, offered.length - 1);
  const choose = async (item: CannedView) => {
    if (query === null) return;
    setIsDismissed(true);
    try {
      const { text: words } = await takeCanned(item.id, conversationId);
      const next = withWords(text, caret, query, words);
      flushSync(() => write(next.text));
      field.current?.focus();
      field.current?.setSelectionRange(next.caret, next.caret);
    } catch (error) {
      toastError(error);
    }
  };
  return {
    list: offered.length > 0 && (
      <Offered items={offered} current={current} onChoose={(item) => void choose(item)} />
    ),
    onCaret: (place) => {
      setCaret(place);
      setActive(0);
      setIsDismissed(false);
    },
    onKeyDown: (event) => {
      if (offered.length === 0 || event.ctrlKey || event.metaKey) return;
      if (event.key === 'ArrowDown') setActive((current + 1) % offered.length);
      else if (event.key === 'ArrowUp') setActive((current + offered.length - 1) % offered.length);
      else if (event.key === 'Enter' || event.key === 'Tab') void choose(offered[current]!);
      else if (event.key === 'Escape') setIsDismissed(true);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

function Offered({
  items,
  current,
  onChoose,
}: {
  items: readonly CannedView[];
  current: number;
  onChoose(item: CannedView): void;
}) {
  return (
    <div className="canned-place">
      <div className="mentions canned-offered" role="listbox" aria-label={t('canned.offered')}>
        {items.map((item, index) => (
          <div
            key={item.id}
            className="menu-item canned-item"
            role="option"
            aria-selected={index === current}
            onPointerDown={(event) => {
              event.preventDefault();
              onChoose(item);
            }}
          >
            <span className="canned-line">
              <strong className="ellipsis">{item.name}</strong>
              {item.shortcut !== null && <code className="faint">/{item.shortcut}</code>}
              {item.folder !== '' && <span className="faint ellipsis">{item.folder}</span>}
            </span>
            <span className="canned-words ellipsis">{item.texts[0]?.body}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
