import { useMutation } from '@tanstack/react-query';
import { CircleCheck, CirclePause, FlaskConical, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../../app/session.ts';
import { WhoCan } from '../../../app/who-can.tsx';
import { Badge } from '../../../components/badge.tsx';
import { Button } from '../../../components/button.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { FormError } from '../../../components/form-error.tsx';
import { Page } from '../../../components/page.tsx';
import { showToast } from '../../../components/toast-store.ts';
import { t } from '../../../i18n/index.ts';
import { RemoveSample } from './remove-sample.tsx';
import { useSample } from './use-sample.ts';

/** Two weeks of an invented company, on and off. */
export function SamplePage() {
  const { isOn, error, start, remove } = useSample();
  const [isRemoving, setRemoving] = useState(false);
  const mayManage = useCan()('brand.manage');
  const begin = useMutation({
    mutationFn: start,
    onSuccess: () => showToast({ text: t('settings.sample.started') }),
  });
  return (
    <Page title={t('settings.sample')} text={t('settings.sample.text')}>
      <div className="stack">
        <WhoCan permission="brand.manage" action={t('settings.sample.changing')} />
        {error !== null && isOn === undefined && <ErrorState error={error} isSmall />}
        {isOn !== undefined && (
          <div className="form-actions">
            <Badge tone={isOn ? 'ok' : 'neutral'} icon={isOn ? CircleCheck : CirclePause}>
              {t(isOn ? 'settings.sample.isOn' : 'settings.sample.isOff')}
            </Badge>
            {mayManage &&
              (isOn ? (
                <Button icon={Trash2} onClick={() => setRemoving(true)}>
                  {t('settings.sample.remove')}
                </Button>
              ) : (
                <Button icon={FlaskConical} isBusy={begin.isPending} onClick={() => begin.mutate()}>
                  {t('settings.sample.start')}
                </Button>
              ))}
          </div>
        )}
        <FormError error={begin.error} />
      </div>
      <RemoveSample remove={remove} isOpen={isRemoving} onOpenChange={setRemoving} />
    </Page>
  );
}
