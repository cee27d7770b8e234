import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useGo } from '../../app/go.ts';
import { Button } from '../../components/button.tsx';
import { Callout } from '../../components/callout.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SelectField, TextAreaField } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { t, tn } from '../../i18n/index.ts';
import type { Conversion, Dialect } from './types.ts';

const DIALECTS: readonly Dialect[] = ['x', 'brandwatch', 'meltwater'];

/** A query of another product in our language, and what of it could not come along. */
export function BringDialog({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}) {
  const [dialect, setDialect] = useState<Dialect>('brandwatch');
  const [text, setText] = useState('');
  const go = useGo();
  const convert = useMutation({
    mutationFn: () => api.post<Conversion>('/topics/convert', { dialect, text }),
  });
  const close = (next: boolean) => {
    if (!next) convert.reset();
    onOpenChange(next);
  };
  const made = convert.data;
  return (
    <Dialog
      title={t('topics.bring.title')}
      text={t('topics.bring.text')}
      size="l"
      isOpen={isOpen}
      onOpenChange={close}
      footer={
        <>
          <Button onClick={() => close(false)}>{t('common.cancel')}</Button>
          {made?.query ? (
            <Button
              variant="primary"
              onClick={() => {
                close(false);
                go(`/topics/new?q=${encodeURIComponent(made.query ?? '')}`);
              }}
            >
              {t('topics.bring.use')}
            </Button>
          ) : (
            <Button
              variant="primary"
              isBusy={convert.isPending}
              disabled={text.trim() === ''}
              onClick={() => convert.mutate()}
            >
              {t('topics.bring.run')}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <SelectField
          label={t('topics.bring.from')}
          value={dialect}
          onChange={(event) => {
            setDialect(event.target.value as Dialect);
            convert.reset();
          }}
          choices={DIALECTS.map((value) => ({ value, label: t(`topics.bring.${value}`) }))}
        />
        <TextAreaField
          label={t('topics.bring.query')}
          rows={5}
          className="import-lines"
          spellCheck={false}
          maxLength={20_000}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            convert.reset();
          }}
        />
        {made !== undefined && <Made made={made} />}
        <FormError error={convert.error} />
      </div>
    </Dialog>
  );
}

function Made({ made }: { made: Conversion }) {
  return (
    <>
      {made.query !== null && (
        <div className="bring-made">
          <h3>{t('topics.bring.made')}</h3>
          <code>{made.query}</code>
        </div>
      )}
      {made.problems.map((problem) => (
        <Callout key={problem.start} tone="bad" title={problem.message}>
          {problem.fix}
        </Callout>
      ))}
      {made.leftOut.length > 0 ? (
        <Callout tone="warn" title={tn('topics.bring.leftOut', made.leftOut.length)}>
          <ul className="import-refused">
            {made.leftOut.map(({ part, reason, start, instead }) => (
              <li key={`${start}-${part}`}>
                <code>{part}</code>
                {instead !== null && (
                  <>
                    {' → '}
                    <code>{instead}</code>
                  </>
                )}{' '}
                <span className="muted">{reason}</span>
              </li>
            ))}
          </ul>
        </Callout>
      ) : (
        made.query !== null && <Callout tone="ok">{t('topics.bring.whole')}</Callout>
      )}
    </>
  );
}
