import { useState } from 'react';
import { ChoiceField } from '../../components/field.tsx';
import { NamedDialog } from '../../components/named-dialog.tsx';
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
    <NamedDialog
      known={group}
      add={t('community.group.add')}
      given={given}
      change={change}
      words={t('community.group.text')}
      most={1000}
      save={save}
      onClose={onClose}
    >
      <ChoiceField
        label={t('community.group.kind')}
        hint={t(`community.group.kind.${given.kind}.hint`)}
        value={given.kind}
        values={GROUP_KINDS}
        wordOf={(kind) => t(`community.group.kind.${kind}`)}
        onChoose={(kind) => change({ kind })}
      />
    </NamedDialog>
  );
}
