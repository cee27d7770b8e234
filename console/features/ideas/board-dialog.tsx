import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Switch } from '../../components/choice.tsx';
import { ChoiceField, TextAreaField } from '../../components/field.tsx';
import { NamedDialog } from '../../components/named-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { handlesIn } from './choices.ts';
import type { BoardInput, BoardView } from './queries.ts';
import { useSaving } from './use-changing.ts';

const SEES = ['everybody', 'members', 'chosen', 'staff'] as const;

interface DialogProps {
  board: BoardView | undefined;
  position: number;
  onClose(): void;
}

/** Adds a board, or changes one. */
export function BoardDialog({ board, position, onClose }: DialogProps) {
  const [given, setGiven] = useState<BoardInput>({
    name: board?.name ?? '',
    slug: board?.slug ?? '',
    text: board?.text ?? '',
    whoSees: board?.whoSees ?? 'everybody',
    isArchived: board?.isArchived ?? false,
    position,
  });
  const [handles, setHandles] = useState('');
  const save = useSaving(async () => {
    const memberIds = given.whoSees === 'chosen' ? await membersOf(handles, board?.memberIds ?? []) : [];
    const body = { ...given, memberIds };
    return board ? api.put(`/ideas/boards/${board.id}`, body) : api.post('/ideas/boards', body);
  }, onClose);
  const change = (part: Partial<BoardInput>) => setGiven({ ...given, ...part });
  return (
    <NamedDialog
      known={board}
      add={t('ideas.board.add')}
      given={given}
      change={change}
      words={t('ideas.board.text')}
      save={save}
      onClose={onClose}
    >
      <ChoiceField
        label={t('ideas.sees')}
        hint={t('ideas.sees.hint')}
        value={given.whoSees ?? 'everybody'}
        values={SEES}
        wordOf={(value) => t(`ideas.sees.${value}`)}
        onChoose={(whoSees) => change({ whoSees })}
      />
      {given.whoSees === 'chosen' && (
        <TextAreaField
          label={t('ideas.sees.names')}
          hint={t('ideas.sees.names.hint', { count: board?.memberIds.length ?? 0 })}
          value={handles}
          onChange={(event) => setHandles(event.target.value)}
        />
      )}
      <Switch
        label={t('ideas.board.archive')}
        hint={t('ideas.board.archive.hint')}
        isOn={given.isArchived ?? false}
        onChange={(isArchived) => change({ isArchived })}
      />
    </NamedDialog>
  );
}

/** Ids of the members with these names; those that are there already stay where none is named. */
async function membersOf(handles: string, known: readonly string[]): Promise<string[]> {
  const names = handlesIn(handles);
  if (names.length === 0) return [...known];
  const found = await Promise.all(
    names.map((q) => api.get<{ items: { id: string; handle: string }[] }>('/members', { q, limit: 5 })),
  );
  return found.flatMap(({ items }, at) =>
    items.filter(({ handle }) => handle === names[at]).map(({ id }) => id),
  );
}
