import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseRow } from '#respond/cases/schema.ts';
import { t } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { besideRow } from './filters.ts';

/** j and k move, Enter opens, x chooses, / searches. Answers the row that the keys are at. */
export function useListKeys({
  rows,
  toggle,
  search,
}: {
  rows: readonly CaseRow[];
  toggle(id: string): void;
  search(): void;
}): string | null {
  const navigate = useNavigate();
  const [cursor, setCursor] = useState<string | null>(null);
  const group = t('cases.title');
  const move = (step: 1 | -1) => {
    const next = besideRow(rows, cursor, step);
    setCursor(next);
    if (next !== null)
      document.querySelector(`#case-${CSS.escape(next)}`)?.scrollIntoView({ block: 'nearest' });
  };
  useShortcuts([
    { keys: 'j', label: t('cases.act.next'), group, isHidden: true, run: () => move(1) },
    { keys: 'k', label: t('cases.act.previous'), group, isHidden: true, run: () => move(-1) },
    {
      keys: 'Enter',
      label: t('cases.act.open'),
      group,
      isHidden: true,
      run: () => {
        if (cursor !== null) void navigate({ to: '/cases/$caseId', params: { caseId: cursor } });
      },
    },
    {
      keys: 'x',
      label: t('cases.act.choose'),
      group,
      isHidden: true,
      run: () => {
        if (cursor !== null) toggle(cursor);
      },
    },
    { keys: '/', label: t('cases.search'), group, run: search },
  ]);
  return cursor;
}
