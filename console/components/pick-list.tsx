import { Check, type LucideIcon } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { t } from '../i18n/index.ts';
import { KeyHint } from './key-hint.tsx';
import './pick-list.css';

export interface Pick {
  id: string;
  label: string;
  /** More words it can be found by. */
  keywords?: string;
  group?: string;
  icon?: LucideIcon;
  start?: ReactNode;
  hint?: ReactNode;
  shortcut?: string;
  isChecked?: boolean;
}

interface PickListProps {
  label: string;
  placeholder: string;
  picks: readonly Pick[];
  onPick(pick: Pick): void;
  query: string;
  onQuery(query: string): void;
  /** Said when nothing is left. */
  empty?: string;
}

/** A field and the list it narrows: palette, assignee, labels. Arrows move, Enter chooses. `picks` are already narrowed. */
export function PickList({ label, placeholder, picks, onPick, query, onQuery, empty }: PickListProps) {
  const id = useId();
  const [place, setPlace] = useState({ query, index: 0 });
  // Typing begins again at the top.
  const current = Math.min(place.query === query ? place.index : 0, picks.length - 1);
  const setActive = (index: number) => setPlace({ query, index });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setActive((current + step + picks.length) % Math.max(1, picks.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const pick = picks[current];
      if (pick !== undefined) onPick(pick);
    }
  };
  return (
    <div className="pick-list">
      <input
        className="pick-field"
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={picks[current] === undefined ? undefined : `${id}-${picks[current].id}`}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        // The list opens because somebody asked for it: the field is where they go on typing.
        autoFocus
        placeholder={placeholder}
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div
        className="pick-options"
        id={`${id}-list`}
        role="listbox"
        aria-label={label}

        tabIndex={-1}
      >
        {picks.map((pick, index) => (
          <PickRow
            key={pick.id}
            id={`${id}-${pick.id}`}
            pick={pick}
            isActive={index === current}
            heading={
              pick.group !== undefined && pick.group !== picks[index - 1]?.group ? pick.group : undefined
            }
            onPick={() => onPick(pick)}
            onPoint={() => setActive(index)}
          />
        ))}
      </div>
      {picks.length === 0 && <p className="pick-empty">{empty ?? t('common.noMatches', { query })}</p>}
    </div>
  );
}

interface PickRowProps {
  id: string;
  pick: Pick;
  isActive: boolean;
  heading: string | undefined;
  onPick(): void;
  onPoint(): void;
}

function PickRow({ id, pick, isActive, heading, onPick, onPoint }: PickRowProps) {
  const Icon = pick.icon;
  return (
    <>
      {heading !== undefined && (
        <div className="menu-heading" role="presentation">
          {heading}
        </div>
      )}
      {/* The keyboard is handled by the field, which keeps the focus. */}
      <div
        ref={isActive ? keepInView : undefined}
        id={id}
        className="menu-item"
        role="option"
        aria-selected={isActive}
        onClick={onPick}
        onMouseMove={onPoint}
      >
        {pick.start}
        {Icon !== undefined && <Icon size={16} aria-hidden />}
        <span className="grow">{pick.label}</span>
        {pick.hint !== undefined && <span className="menu-hint">{pick.hint}</span>}
        {pick.isChecked === true && <Check size={16} aria-label="✓" />}
        {pick.shortcut !== undefined && <KeyHint keys={pick.shortcut} />}
      </div>
    </>
  );
}

function keepInView(row: HTMLElement | null): void {
  row?.scrollIntoView({ block: 'nearest' });
}
