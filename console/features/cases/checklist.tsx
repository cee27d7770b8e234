import { X } from 'lucide-react';
import type { FormEvent } from 'react';
import type { CaseDetail } from '#respond/cases/schema.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { IconButton } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { t } from '../../i18n/index.ts';
import { Block } from './block.tsx';
import { useCaseActions } from './use-cases.ts';

/** What is to be done in this case, line by line. */
export function Checklist({ detail }: { detail: CaseDetail }) {
  const can = useCan();
  const actions = useCaseActions();
  const done = detail.checks.filter((check) => check.doneAt !== null).length;
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const text = String(new FormData(form).get('text') ?? '').trim();
    if (text !== '')
      void actions.run(api.post(`/cases/${detail.id}/checks`, { texts: [text] })).then(() => form.reset());
  };
  const title =
    detail.checks.length === 0 ? t('cases.checks') : `${t('cases.checks')} ${done}/${detail.checks.length}`;
  if (detail.checks.length === 0 && !can('cases.work')) return null;
  return (
    <Block title={title}>
      <ul className="case-checks">
        {detail.checks.map((check) => (
          <li key={check.id}>
            <Checkbox
              label={check.text}
              hint={check.doneBy ?? undefined}
              isOn={check.doneAt !== null}
              isDisabled={!can('cases.work')}
              onChange={(isDone) =>
                void actions.run(api.put(`/cases/${detail.id}/checks/${check.id}`, { isDone }))
              }
            />
            {can('cases.work') && (
              <IconButton
                size="s"
                icon={X}
                label={t('cases.checks.remove', { text: check.text })}
                onClick={() => void actions.run(api.delete(`/cases/${detail.id}/checks/${check.id}`))}
              />
            )}
          </li>
        ))}
      </ul>
      {can('cases.work') && (
        <form onSubmit={add}>
          <input
            name="text"
            className="input"
            maxLength={300}
            aria-label={t('cases.checks.add')}
            placeholder={t('cases.checks.add')}
          />
        </form>
      )}
    </Block>
  );
}
