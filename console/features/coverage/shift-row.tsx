import { useQuery } from '@tanstack/react-query';
import { PencilLine } from 'lucide-react';
import { IconButton } from '../../components/button.tsx';
import { t, tn } from '../../i18n/index.ts';
import { hoursText } from '../calendars/hours-text.ts';
import { WEEKDAYS } from '../calendars/weekdays.ts';
import { teamQueries } from '../teams/queries.ts';
import { dayRanges } from './shift-draft.ts';
import type { ShiftView } from './types.ts';

/** “Late · 3 people of Service · Monday – Friday 14:00–22:00” */
export function ShiftRow({
  shift,
  onEdit,
}: {
  shift: ShiftView;
  onEdit: ((shift: ShiftView) => void) | undefined;
}) {
  const teams = useQuery(teamQueries.teams());
  const people = useQuery(teamQueries.people());
  const team = teams.data?.find(({ id }) => id === shift.teamId)?.name;
  const colleague = people.data?.find(({ id }) => id === shift.userId)?.name;
  const who = colleague ?? `${tn('coverage.count', shift.people)}${team ? ` · ${team}` : ''}`;
  const name = (day: number) => t(`calendars.day.${WEEKDAYS[day]!}`);
  const days = dayRanges(shift.weekdays)
    .map(([from, to]) => (from === to ? name(from) : `${name(from)} – ${name(to)}`))
    .join(', ');
  return (
    <li className="list-row">
      <div className="row-main grow">
        <div className="row-title">
          <strong>{shift.name === '' ? who : shift.name}</strong>
          {shift.name !== '' && <span className="muted"> {who}</span>}
        </div>
        <p>
          {days}{' '}
          <span className="figures">{hoursText([{ from: shift.fromMinute, to: shift.toMinute }])}</span>
          {shift.networks.length > 0 && ` · ${shift.networks.join(', ')}`}
          {shift.validUntil !== null && ` · ${t('coverage.until', { day: shift.validUntil })}`}
        </p>
      </div>
      {onEdit && (
        <IconButton icon={PencilLine} label={t('coverage.shift.edit')} onClick={() => onEdit(shift)} />
      )}
    </li>
  );
}
