import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Switch } from '../../components/choice.tsx';
import { ChoiceField, SelectField, TextField } from '../../components/field.tsx';
import { NamedDialog } from '../../components/named-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { inputOf } from './category-input.ts';
import { type Category, type CategoryInput, communityQueries } from './queries.ts';
import { useKeeping } from './use-changing.ts';

interface DialogProps {
  category: Category | undefined;
  position: number;
  onClose(): void;
}

/** Adds a category, or changes one. */
export function CategoryDialog({ category, position, onClose }: DialogProps) {
  const groups = useQuery(communityQueries.groups()).data ?? [];
  const [given, setGiven] = useState<CategoryInput>(() => inputOf(category, position));
  const change = (part: Partial<CategoryInput>) => setGiven({ ...given, ...part });
  const save = useKeeping('/forum/categories', category, given, onClose);
  return (
    <NamedDialog
      known={category}
      add={t('community.category.add')}
      given={given}
      change={change}
      words={t('community.category.text')}
      save={save}
      onClose={onClose}
    >
      {groups.length > 0 && (
        <SelectField
          label={t('community.group')}
          hint={t('community.group.hint')}
          value={given.groupId ?? ''}
          onChange={(event) => change({ groupId: event.target.value || null })}
          choices={[
            { value: '', label: t('community.group.none') },
            ...groups.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <ChoiceField
        label={t('community.reads')}
        hint={t('community.reads.hint')}
        value={given.whoReads ?? 'everybody'}
        values={['everybody', 'members']}
        wordOf={(value) => t(`community.reads.${value}`)}
        onChoose={(whoReads) => change({ whoReads })}
      />
      <ChoiceField
        label={t('community.starts')}
        value={given.whoStarts ?? 'members'}
        values={['members', 'staff']}
        wordOf={(value) => t(`community.starts.${value}`)}
        onChoose={(whoStarts) => change({ whoStarts })}
      />
      <ChoiceField
        label={t('community.replies')}
        value={given.whoAnswers ?? 'members'}
        values={['members', 'staff']}
        wordOf={(value) => t(`community.replies.${value}`)}
        onChoose={(whoAnswers) => change({ whoAnswers })}
      />
      <TextField
        type="number"
        min={1}
        max={3650}
        label={t('community.category.closesAfter')}
        hint={t('community.category.closesAfter.hint')}
        value={given.closesAfter ?? ''}
        onChange={(event) =>
          change({ closesAfter: event.target.value === '' ? null : Number(event.target.value) })
        }
      />
      <Switch
        label={t('community.archive')}
        hint={t('community.archive.hint')}
        isOn={given.isArchived ?? false}
        onChange={(isArchived) => change({ isArchived })}
      />
    </NamedDialog>
  );
}
