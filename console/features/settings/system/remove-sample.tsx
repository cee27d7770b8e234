import { Confirm } from '../../../components/confirm.tsx';
import { showToast } from '../../../components/toast-store.ts';
import { t } from '../../../i18n/index.ts';

interface RemoveSampleProps {
  remove(): Promise<unknown>;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}

export function RemoveSample({ remove, isOpen, onOpenChange }: RemoveSampleProps) {
  return (
    <Confirm
      title={t('settings.sample.remove.title')}
      text={t('settings.sample.remove.text')}
      confirm={t('settings.sample.remove')}
      isDanger
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      onConfirm={async () => {
        await remove();
        showToast({ text: t('settings.sample.removed') });
      }}
    />
  );
}
