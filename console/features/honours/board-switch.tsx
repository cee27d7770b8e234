import { api } from '../../api/client.ts';
import { Switch } from '../../components/choice.tsx';
import { t } from '../../i18n/index.ts';
import type { HonourList } from './queries.ts';
import { useChanging } from './use-changing.ts';

/** Whether there are leader boards. */
export function BoardSwitch({ settings, isFixed }: { settings: HonourList['settings']; isFixed: boolean }) {
  const save = useChanging((isBoardOn: boolean) => api.put('/honours/settings', { ...settings, isBoardOn }));
  return (
    <Switch
      label={t('honours.boards.on')}
      isOn={settings.isBoardOn}
      isDisabled={isFixed || save.isPending}
      onChange={(isOn) => save.mutate(isOn)}
    />
  );
}
