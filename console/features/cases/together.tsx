import { Megaphone } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { CaseDetail } from '#respond/cases/schema.ts';
import { api } from '../../api/client.ts';
import { useCan, useUser } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextAreaField } from '../../components/field.tsx';
import { t, tn } from '../../i18n/index.ts';
import { useLocalDraft } from '../inbox/use-draft.ts';
import { useCaseActions } from './use-cases.ts';

/** Tells and solves all linked cases together, and shows how far that is. */
export function Together({ detail }: { detail: CaseDetail }) {
  const can = useCan();
  const actions = useCaseActions();
  const [isOpen, setIsOpen] = useState(false);
  const user = useUser();
  const { text, write } = useLocalDraft(`rapport.together.${user.id}.${detail.id}`);
  const [doesSolve, setDoesSolve] = useState(true);
  const leaving = detail.waves.reduce((sum, wave) => sum + wave.leaving, 0);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wish = { doesSolve, ...(text.trim() === '' ? {} : { text }) };
    if (!(await actions.run(api.post(`/cases/${detail.id}/together`, wish)))) return;
    setIsOpen(false);
    write('');
  };
  return (
    <>
      {detail.waves.map((wave) => (
        <p key={wave.id} className="case-wave" role="status">
          {t(wave.isFinished ? 'cases.wave.finished' : 'cases.wave.running', {
            done: wave.done,
            total: wave.total,
            by: wave.by,
          })}
          {wave.leaving > 0 && ` ${tn('cases.wave.leaving', wave.leaving)}`}
          {(wave.failed > 0 || wave.problems.length > 0) && (
            <span className="case-wave-failed">
              {wave.failed > 0 && `${tn('cases.wave.failed', wave.failed)}: `}
              {wave.problems.join(' ')}
            </span>
          )}
        </p>
      ))}
      {can('cases.work') && detail.linkedCount > 0 && (
        <Button size="s" icon={Megaphone} onClick={() => setIsOpen(true)}>
          {tn('cases.together', detail.linkedCount)}
        </Button>
      )}
      <Dialog
        title={tn('cases.together', detail.linkedCount)}
        text={t('cases.together.text')}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
      >
        <form className="case-together" onSubmit={(event) => void submit(event)}>
          <TextAreaField
            label={t('cases.together.answer')}
            hint={t('cases.together.hint')}
            isOptional
            value={text}
            onChange={(event) => write(event.target.value)}
          />
          {leaving > 0 && text.trim() !== '' && (
            <p className="case-wave-failed">{tn('cases.together.again', leaving)}</p>
          )}
          <Checkbox label={t('cases.together.solve')} isOn={doesSolve} onChange={setDoesSolve} />
          <Button type="submit" variant="primary" disabled={!doesSolve && text.trim() === ''}>
            {t('cases.together.go')}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
