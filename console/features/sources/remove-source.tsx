import type { SourceView } from '../../api/types.ts';
import { Confirm } from '../../components/confirm.tsx';
import { t } from '../../i18n/index.ts';
import { useSourceActions } from './use-source-actions.ts';

interface RemoveSourceProps {
  source: SourceView;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  onRemoved?(): void;
}

export function RemoveSource({ source, isOpen, onOpenChange, onRemoved }: RemoveSourceProps) {
  const { remove } = useSourceActions();
  return (
    <Confirm
      title={t('sources.remove.title', { name: source.name })}
      text={t('sources.remove.text')}
      confirm={t('sources.remove.confirm')}
      isDanger
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      onConfirm={async () => {
        await remove(source);
        onRemoved?.();
      }}
    />
  );
}
