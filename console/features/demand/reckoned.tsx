import { CircleHelp } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { Popover } from '../../components/popover.tsx';
import { t } from '../../i18n/index.ts';

const PARTS = ['people', 'usual', 'sigma', 'levels', 'cover', 'hidden'] as const;

/** The formulas in plain words. */
export function Reckoned() {
  return (
    <Popover
      label={t('demand.reckoned')}
      trigger={
        <Button variant="ghost" icon={CircleHelp}>
          {t('demand.reckoned')}
        </Button>
      }
    >
      <div className="reckoned">
        {PARTS.map((part) => (
          <p key={part}>{t(`demand.reckoned.${part}`)}</p>
        ))}
        <p>
          <a href="/docs/demand.md" target="_blank" rel="noreferrer">
            {t('demand.reckoned.docs')}
          </a>
        </p>
      </div>
    </Popover>
  );
}
