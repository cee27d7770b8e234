import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton } from '../../components/button.tsx';
import { t } from '../../i18n/index.ts';
import { NumberInput } from './number-input.tsx';
import type { SettingsView } from './types.ts';

type Events = SettingsView['events'];

/** What the company knows will bring more or less than usual. */
export function EventFields({ events, onChange }: { events: Events; onChange(events: Events): void }) {
  const today = () => new Date().toISOString().slice(0, 10);
  const change = (place: string, changed: Partial<Events[number]>) =>
    onChange(events.map((one, at) => (String(at) === place ? { ...one, ...changed } : one)));
  return (
    <fieldset className="coverage-events">
      <legend>{t('coverage.events')}</legend>
      {Object.entries(events).map(([place, event]) => (
        <div key={`${place} of ${events.length}`} className="coverage-event">
          <input
            className="input"
            aria-label={t('coverage.event.name')}
            placeholder={t('coverage.event.example')}
            defaultValue={event.name}
            onChange={({ target }) => change(place, { name: target.value })}
          />
          {(['from', 'to'] as const).map((edge) => (
            <input
              key={edge}
              type="date"
              className="input"
              aria-label={t(`coverage.event.${edge}`)}
              value={event[edge]}
              onChange={({ target }) => change(place, { [edge]: target.value })}
            />
          ))}
          <NumberInput
            label={t('coverage.event.factor')}
            value={event.factor}
            least={0.05}
            most={20}
            step={0.05}
            onChange={(factor) => change(place, { factor })}
          />
          <IconButton
            icon={Trash2}
            label={t('common.remove')}
            onClick={() => onChange(events.filter((_, at) => String(at) !== place))}
          />
        </div>
      ))}
      <Button
        size="s"
        icon={Plus}
        onClick={() =>
          onChange([...events, { name: t('coverage.event.new'), from: today(), to: today(), factor: 1.5 }])
        }
      >
        {t('coverage.event.add')}
      </Button>
    </fieldset>
  );
}
