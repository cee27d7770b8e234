import { useQuery } from '@tanstack/react-query';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import { flushSync } from 'react-dom';
import { queries } from '../../api/queries.ts';
import { Avatar } from '../../components/avatar.tsx';
import { narrow } from '../../components/narrow.ts';
import { useOffers } from '../../components/use-offers.ts';
import { t } from '../../i18n/index.ts';
import './composer.css';
import { finishMention, mentionAt } from './mention.ts';

const SHOWN = 6;

interface MentionWiring {
  text: string;
  write(text: string): void;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** Colleagues offered after an @ in a note: `list` is shown above the field, the rest is handed to it. */
export function useMentions({ text, write, field }: MentionWiring): {
  list: ReactNode;
  onCaret(caret: number): void;
  onKeyDown(event: KeyboardEvent): void;
} {
  const { caret, isDismissed, setCaret, onCaret, among } = useOffers();
  const staff = useQuery(queries.staff()).data ?? [];
  const query = isDismissed ? null : mentionAt(text, caret);
  const colleagues = staff.filter((member) => member.state === 'active');
  const named = colleagues.map((member) => ({ ...member, label: member.name }));
  const offered = query === null ? [] : narrow(named, query.words).slice(0, SHOWN);
  const isFinished = offered.some((member) => member.name === query?.words.trim());
  const shown = isFinished ? [] : offered;
  const { current, keyDown } = among(shown);
  const mention = (name: string) => {
    if (query === null) return;
    const finished = finishMention(text, caret, query, name);
    // At once, so that what is typed next lands behind the name.
    flushSync(() => {
      write(finished.text);
      setCaret(finished.caret);
    });
    field.current?.focus();
    field.current?.setSelectionRange(finished.caret, finished.caret);
  };
  return {
    list: shown.length > 0 && (
      <div className="mentions" role="listbox" aria-label={t('inbox.note.mention')}>
        {shown.map((member, index) => (
          <div
            key={member.id}
            className="menu-item"
            role="option"
            aria-selected={index === current}
            onPointerDown={(event) => {
              event.preventDefault();
              mention(member.name);
            }}
          >
            <Avatar id={member.id} name={member.name} size={20} />
            <span className="grow">{member.name}</span>
          </div>
        ))}
      </div>
    ),
    onCaret,
    onKeyDown: (event) => keyDown(event, ({ name }) => mention(name)),
  };
}
