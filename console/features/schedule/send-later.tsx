import { useQuery } from '@tanstack/react-query';
import { CalendarClock } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { serverNow } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { scheduleQueries, type TimesView, type When } from './queries.ts';
import './schedule.css';
import { ownZone, timeWords, wallLater } from './words.ts';
import { zoneChoices } from './zones.ts';

interface SendLaterProps {
  conversationId: string;
  isOpen: boolean;
  onClose(): void;
  onChoose(when: When): void;
}

/** When an answer leaves: natural times by the company's clock and the customer's, the next opening, or any other. */
export function SendLater({ conversationId, isOpen, onClose, onChoose }: SendLaterProps) {
  return (
    <Dialog
      title={t('schedule.later')}
      text={t('schedule.later.text')}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
    >
      {isOpen && <Times conversationId={conversationId} onChoose={onChoose} />}
    </Dialog>
  );
}

function Times({ conversationId, onChoose }: Pick<SendLaterProps, 'conversationId' | 'onChoose'>) {
  const times = useQuery(scheduleQueries.times(conversationId));
  if (times.error) return <ErrorState error={times.error} isSmall onRetry={() => void times.refetch()} />;
  if (times.data === undefined) return <SkeletonRows count={3} label={t('common.loading')} />;
  const { choices, customer, company } = times.data;
  return (
    <>
      <ul className="later-choices">
        {choices.map(({ id, at, whose, when }, index) => {
          const zone = whose === 'customer' && customer ? customer.zone : company.zone;
          return (
            <li key={id}>
              <button
                type="button"
                className="menu-item later-choice"
                autoFocus={index === 0}
                onClick={() => onChoose(when)}
              >
                <CalendarClock size={16} aria-hidden />
                <span className="grow">{t(`schedule.choice.${id}`)}</span>
                <span className="faint">{timeWords(at, zone)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {customer !== null && (
        <p className="faint later-guess">
          {t('schedule.guess', { zone: customer.zone, place: customer.place })}
        </p>
      )}
      <OwnTime times={times.data} onChoose={onChoose} />
    </>
  );
}

function OwnTime({ times, onChoose }: { times: TimesView; onChoose(when: When): void }) {
  const [zone, setZone] = useState(times.company.zone);
  const [wall, setWall] = useState(() => wallLater(serverNow(), times.company.zone, 3));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChoose({ kind: 'time', wall, zone });
  };
  return (
    <form className="later-own" onSubmit={submit}>
      <TextField
        type="datetime-local"
        label={t('schedule.own')}
        required
        value={wall}
        onChange={(event) => setWall(event.target.value.slice(0, 16))}
      />
      <SelectField
        label={t('schedule.zone')}
        value={zone}
        choices={zoneChoices(times, ownZone())}
        onChange={(event) => setZone(event.target.value)}
      />
      <Button type="submit" variant="primary">
        {t('schedule.own.set')}
      </Button>
    </form>
  );
}
