import { t } from '../../i18n/index.ts';
import { NumberInput } from './number-input.tsx';
import type { SettingsView } from './types.ts';

type Channels = SettingsView['channels'];
const FIELDS = [
  ['handleMinutes', 0.1, 480, 0.1],
  ['concurrency', 1, 10, 1],
  ['targetMinutes', 0.1, 10_080, 0.1],
] as const;

/** What each channel takes, and what is aimed at. */
export function ChannelFields({ channels, onChange }: { channels: Channels; onChange(all: Channels): void }) {
  return (
    <div className="coverage-channels" role="table" aria-label={t('coverage.channels')}>
      <div role="row" className="coverage-channel coverage-head">
        <span role="columnheader">{t('coverage.channel')}</span>
        {FIELDS.map(([field]) => (
          <span role="columnheader" key={field}>
            {t(`coverage.${field}`)}
          </span>
        ))}
        <span role="columnheader">{t('coverage.targetShare')}</span>
      </div>
      {Object.entries(channels).map(([network, channel]) => (
        <div role="row" className="coverage-channel" key={network}>
          <span role="rowheader">{network}</span>
          {FIELDS.map(([field, least, most, step]) => (
            <span role="cell" key={field}>
              <NumberInput
                label={`${network}: ${t(`coverage.${field}`)}`}
                value={channel[field]}
                least={least}
                most={most}
                step={step}
                onChange={(value) => onChange({ ...channels, [network]: { ...channel, [field]: value } })}
              />
            </span>
          ))}
          <span role="cell">
            <NumberInput
              label={`${network}: ${t('coverage.targetShare')}`}
              value={Math.round(channel.targetShare * 100)}
              least={1}
              most={99}
              onChange={(value) =>
                onChange({ ...channels, [network]: { ...channel, targetShare: value / 100 } })
              }
            />
          </span>
        </div>
      ))}
    </div>
  );
}
