import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useLive } from '../../app/live.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/field.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState } from '../../components/page.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import './contributions.css';
import { EditDialog } from './edit-dialog.tsx';
import { EditLevels } from './edit-levels.tsx';
import { contributionQueries, type EditList, type EditView } from './queries.ts';

/** Changes of articles that members suggest: those that wait first. */
export function EditsPanel() {
  const [list, setList] = useState<EditList>('waiting');
  const [openId, setOpenId] = useState<string | null>(null);
  const edits = useQuery(contributionQueries.edits(list));
  const queryClient = useQueryClient();
  useLive('contributions.changed', () => void queryClient.invalidateQueries({ queryKey: ['contributions'] }));
  return (
    <div className="stack">
      <div className="edits-head">
        <SelectField
          label={t('contributions.edits.list')}
          value={list}
          onChange={({ target: { value } }) => setList(value === 'decided' ? 'decided' : 'waiting')}
          choices={(['waiting', 'decided'] as const).map((value) => ({
            value,
            label: t(`contributions.edits.${value}`),
          }))}
        />
        <fieldset className="edit-levels">
          <legend>{t('contributions.levels')}</legend>
          <EditLevels />
        </fieldset>
      </div>
      <Loaded query={edits} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={CircleCheck}
              title={t('contributions.edits.none')}
              text={t('contributions.edits.none.text')}
            />
          ) : (
            <ul className="list">
              {items.map((edit) => (
                <EditRow key={edit.id} edit={edit} onOpen={() => setOpenId(edit.id)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {openId !== null && <EditDialog key={openId} id={openId} onClose={() => setOpenId(null)} />}
    </div>
  );
}

function EditRow({ edit, onOpen }: { edit: EditView; onOpen(): void }) {
  const { articleTitle, language, member, reason, state, createdAt, decidedAt, decidedBy } = edit;
  return (
    <li className="edit-row">
      <div className="grow">
        <strong dir="auto">{articleTitle}</strong> <span className="faint">{language}</span>{' '}
        {state !== 'waiting' && (
          <Badge tone={state === 'taken' ? 'ok' : 'neutral'}>{t(`contributions.state.${state}`)}</Badge>
        )}
        <p dir="auto">{reason}</p>
        <p className="faint">
          {member.name === '' ? t('contributions.former') : member.name} · <Time at={createdAt} />
          {decidedAt !== null && (
            <>
              {' · '}
              {decidedBy ?? t('contributions.byLevel')} <Time at={decidedAt} />
            </>
          )}
        </p>
      </div>
      <Button aria-label={t('contributions.edits.openOf', { title: articleTitle })} onClick={onOpen}>
        {t('contributions.edits.open')}
      </Button>
    </li>
  );
}
