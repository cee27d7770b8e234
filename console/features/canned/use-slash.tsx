import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { flushSync } from 'react-dom';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { toastError } from '../../components/toast-error.ts';
import { useOffers } from '../../components/use-offers.ts';
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
  const { caret, isDismissed, dismiss, onCaret, among } = useOffers();
  useLive('canned.changed', () => void queryClient.invalidateQueries({ queryKey: ['canned'] }));
  const query = isDismissed ? null : slashAt(text, caret);
  const offered = query === null ? [] : offeredFor(data?.items ?? [], query.words, SHOWN);
  const { current, keyDown } = among(offered);
  const choose = async (item: CannedView) => {
    if (query === null) return;
    dismiss();
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
    onCaret,
    onKeyDown: (event) => keyDown(event, (item) => void choose(item)),
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
