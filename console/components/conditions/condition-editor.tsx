import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import {
  type Condition,
  type FactDefinition,
  groupKind,
  type GroupKind,
  groupOf,
  partsOf,
  type Question,
} from '#lib/conditions/index.ts';
import { t } from '../../i18n/index.ts';
import { Button, IconButton } from '../button.tsx';
import { ErrorState } from '../error-state.tsx';
import { Select } from '../field.tsx';
import { SkeletonRows } from '../progress.tsx';
import './conditions.css';
import { conditionQueries } from './queries.ts';
import { QuestionRow } from './question-row.tsx';
import { addAt, asGroup, joinedBy, type Path, questionAbout, removeAt, replaceAt } from './tree.ts';

interface ConditionEditorProps {
  value: Condition;
  onChange(condition: Condition): void;
  isDisabled?: boolean;
  /** What may be asked for, where it is more than what is known of conversations. */
  facts?: UseQueryResult<readonly FactDefinition[]>;
  /** What it means that nothing is asked. */
  always?: string;
}

/** Deepest group that can be made here; the server takes one more than anybody reads. */
const DEEPEST = 3;

/** Questions about conversations, joined by all, any and none. Everything is a native control: it works by keyboard and on a phone. */
export function ConditionEditor({
  value,
  onChange,
  isDisabled,
  facts: given,
  always = t('conditions.always'),
}: ConditionEditorProps) {
  const known = useQuery({ ...conditionQueries.facts(), enabled: given === undefined });
  const facts = given ?? known;
  if (facts.isError) return <ErrorState error={facts.error} isSmall onRetry={() => void facts.refetch()} />;
  if (facts.isPending) return <SkeletonRows count={2} label={t('conditions.loading')} />;
  const root = asGroup(value);
  const edit: Edit = {
    facts: facts.data,
    always,
    replace: (path, part) => onChange(replaceAt(root, path, part)),
    remove: (path) => onChange(removeAt(root, path)),
    add: (path, part) => onChange(addAt(root, path, part)),
  };
  return (
    <fieldset className="conditions" disabled={isDisabled}>
      <legend className="visually-hidden">{t('conditions.title')}</legend>
      <Group group={root} path={[]} edit={edit} />
    </fieldset>
  );
}

interface Edit {
  facts: readonly FactDefinition[];
  always: string;
  replace(path: Path, part: Condition): void;
  remove(path: Path): void;
  add(path: Path, part: Condition): void;
}

function Group({ group, path, edit }: { group: Condition; path: Path; edit: Edit }) {
  const kind = groupKind(group) ?? 'all';
  const parts = partsOf(group);
  const first = edit.facts.find(({ name }) => name === 'words') ?? edit.facts[0]!;
  return (
    <div className="condition-group" role="group" aria-label={t(`conditions.${kind}`)}>
      <div className="condition-head">
        <Select
          aria-label={t('conditions.join')}
          value={kind}
          choices={(['all', 'any', 'none'] as const).map((one) => ({
            value: one,
            label: t(`conditions.${one}`),
          }))}
          onChange={(event) => edit.replace(path, joinedBy(event.target.value as GroupKind, group))}
        />
        {path.length > 0 && (
          <IconButton
            icon={Trash2}
            size="s"
            label={t('conditions.removeGroup')}
            onClick={() => edit.remove(path)}
          />
        )}
      </div>
      {parts.length === 0 && <p className="muted">{edit.always}</p>}
      <ul className="condition-parts">
        {parts.map((part, index) => (
          <li key={keyOf(path, index)}>
            {groupKind(part) === undefined ? (
              <QuestionRow
                question={part as Question}
                facts={edit.facts}
                onChange={(question) => edit.replace([...path, index], question)}
                onRemove={() => edit.remove([...path, index])}
              />
            ) : (
              <Group group={part} path={[...path, index]} edit={edit} />
            )}
          </li>
        ))}
      </ul>
      <div className="condition-actions">
        <Button size="s" icon={Plus} onClick={() => edit.add(path, questionAbout(first))}>
          {t('conditions.add')}
        </Button>
        {path.length < DEEPEST && (
          <Button
            size="s"
            variant="ghost"
            icon={Plus}
            onClick={() => edit.add(path, groupOf(kind === 'all' ? 'any' : 'all', [questionAbout(first)]))}
          >
            {t('conditions.addGroup')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Parts have no names of their own: their place is what they are known by. */
function keyOf(path: Path, index: number): string {
  return [...path, index].join('.');
}
