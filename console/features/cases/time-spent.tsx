import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Timer, X } from 'lucide-react';
import type { CaseDetail } from '#respond/cases/schema.ts';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { t } from '../../i18n/index.ts';
import { Block } from './block.tsx';
import { caseQueries } from './queries.ts';
import { useCaseActions } from './use-cases.ts';

/** Minutes that colleagues entered, and the time that was measured, of everybody together. */
export function TimeSpent({ detail }: { detail: CaseDetail }) {
  const can = useCan();
  const actions = useCaseActions();
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const minutes = Number(data.get('minutes'));
    const what = String(data.get('what') ?? '');
    void actions
      .run(api.post(`/cases/${detail.id}/times`, { minutes, what }))
      .then((isDone) => isDone && form.reset());
  };
  return (
    <Block title={detail.minutes > 0 ? t('cases.time.total', { minutes: detail.minutes }) : t('cases.time')}>
      <Measured seconds={detail.measuredSeconds} />
      <ul className="case-times">
        {detail.times.map((time) => (
          <li key={time.id}>
            <span className="figures">{t('cases.time.minutes', { minutes: time.minutes })}</span>
            <span className="grow ellipsis">{[time.who.name, time.what].filter(Boolean).join(' · ')}</span>
            {can('cases.work') && (
              <IconButton
                size="s"
                icon={X}
                label={t('cases.time.remove', { minutes: time.minutes })}
                onClick={() => void actions.run(api.delete(`/cases/${detail.id}/times/${time.id}`))}
              />
            )}
          </li>
        ))}
      </ul>
      {can('cases.work') && (
        <form className="case-time-form" onSubmit={add}>
          <input
            name="minutes"
            type="number"
            min={1}
            max={1440}
            required
            className="input"
            aria-label={t('cases.time.label')}
            placeholder={t('cases.time.short')}
          />
          <input
            name="what"
            className="input"
            maxLength={300}
            aria-label={t('cases.time.what')}
            placeholder={t('cases.time.what')}
          />
          <Button type="submit" size="s">
            {t('cases.time.add')}
          </Button>
        </form>
      )}
    </Block>
  );
}

/** What is measured, and how; nothing where it is switched off and nothing was measured before. */
function Measured({ seconds }: { seconds: number }) {
  const isOn = useQuery(caseQueries.settings()).data?.measuresTime === true;
  if (!isOn && seconds === 0) return null;
  return (
    <p className="case-measured">
      <Timer size={14} aria-hidden />
      <span>
        {seconds < 60
          ? t('cases.time.measured.less')
          : t('cases.time.measured', { minutes: Math.round(seconds / 60) })}{' '}
        <span className="faint">{t(isOn ? 'cases.time.how' : 'cases.time.off')}</span>
      </span>
    </p>
  );
}
