import { useState } from 'react';
import { ChoiceField, TextAreaField, TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { GROUP_KINDS, groupInputOf } from './category-input.ts';
import type { Group, GroupInput } from './queries.ts';
import { useKeeping } from './use-changing.ts';

/** Adds a group, or changes one. */
export function GroupDialog({ group, onClose }: { group: Group | undefined; onClose(): void }) {
  const [given, setGiven] = useState<GroupInput>(() => groupInputOf(group));
  const change = (part: Partial<GroupInput>) => setGiven({ ...given, ...part });
  const save = useKeeping('/forum/groups', group, given, onClose);
  return (
    <SaveDialog
      title={group ? t('community.category.changeNamed', { name: group.name }) : t('community.group.add')}
      save={save}
      isReady={given.name.trim() !== ''}
      onClose={onClose}
    >
      <TextField
        label={t('community.category.name')}
        maxLength={200}
        value={given.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextAreaField
        label={t('community.group.text')}
        maxLength={1000}
        value={given.text ?? ''}
        onChange={(event) => change({ text: event.target.value })}
      />
      <ChoiceField
        label={t('community.group.kind')}
        hint={t(`community.group.kind.${given.kind}.hint`)}
        value={given.kind}
        values={GROUP_KINDS}
        wordOf={(kind) => t(`community.group.kind.${kind}`)}
        onChoose={(kind) => change({ kind })}
      />
    </SaveDialog>
  );
}
