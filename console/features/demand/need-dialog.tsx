import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { queries } from '../../api/queries.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field, TextField } from '../../components/field.tsx';
import { ListField } from '../../components/list-field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { t } from '../../i18n/index.ts';
import { oneIn } from './chance.ts';
import { ItemField } from './item-field.tsx';
import { TopicChoice } from './topic-choice.tsx';
import type { NeedView } from './types.ts';
import { ownZone, ZoneField } from './zone-field.tsx';
import { useSaveNeed } from './use-demand.ts';

const USUAL_LEAD = 7;
const USUAL_ALERT = 4;

/** Makes a need, or changes one. */
export function NeedDialog({ need, onClose }: { need?: NeedView | undefined; onClose(): void }) {
  const form = useId();
  const topics = useQuery(queries.topics()).data ?? [];
  const [name, setName] = useState(need?.name ?? '');
  const [chosen, setChosen] = useState<readonly string[]>(need?.topicIds ?? []);
  const [item, setItem] = useState(need?.item ?? '');
  const [itemNames, setItemNames] = useState<readonly string[]>(need?.itemNames ?? []);
  const [zone, setZone] = useState(need?.zone ?? ownZone);
  const [leadDays, setLeadDays] = useState(need?.leadDays ?? USUAL_LEAD);
  const [alertFrom, setAlertFrom] = useState(need?.alertFrom ?? USUAL_ALERT);
  const save = useSaveNeed(need, onClose);
  // Topics that were removed since cannot be saved again.
  const topicIds = chosen.filter((id) => topics.some((topic) => topic.id === id));
  const isReady = name.trim() !== '' && topicIds.length > 0 && leadDays >= 1 && alertFrom >= 2;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady)
      save.mutate({
        name: name.trim(),
        topicIds: [...topicIds],
        item: item.trim() === '' ? null : item.trim(),
        itemNames: [...itemNames],
        zone,
        leadDays,
        alertFrom,
      });
  };
  return (
    <Dialog
      title={t(need === undefined ? 'demand.new' : 'demand.edit')}
      text={t('demand.form.text')}
      size="l"
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" isBusy={save.isPending} disabled={!isReady}>
            {t(need === undefined ? 'demand.form.make' : 'common.save')}
          </Button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={submit}>
        <TextField
          label={t('demand.form.name')}
          value={name}
          maxLength={120}
          autoFocus
          placeholder={t('demand.form.name.placeholder')}
          onChange={(event) => setName(event.target.value)}
        />
        <TopicChoice topics={topics} chosen={topicIds} isNew={need === undefined} onChange={setChosen} />
        <div className="need-pair">
          <ItemField value={item} onChange={setItem} />
          <TextField
            label={t('demand.form.lead')}
            hint={t('demand.form.lead.hint')}
            type="number"
            min={1}
            max={90}
            required
            value={Number.isNaN(leadDays) ? '' : leadDays}
            onChange={(event) => setLeadDays(event.target.valueAsNumber)}
          />
        </div>
        {item.trim() !== '' && (
          <ListField
            label={t('demand.form.itemNames')}
            hint={t('demand.form.itemNames.hint')}
            isOptional
            values={itemNames}
            onChange={setItemNames}
          />
        )}
        <ZoneField value={zone} onChange={setZone} />
        <AlertField value={alertFrom} onChange={setAlertFrom} />
        <FormError error={save.error} />
      </form>
    </Dialog>
  );
}

function AlertField({ value, onChange }: { value: number; onChange(value: number): void }) {
  const isKnown = value >= 2 && value <= 9;
  return (
    <Field
      label={t('demand.form.alert')}
      hint={
        isKnown
          ? t('demand.form.alert.chance', { sigma: `+${value}`, count: oneIn(value).toLocaleString('en') })
          : undefined
      }
    >
      {(wiring) => (
        <div className="row">
          <input
            {...wiring}
            className="input need-sigma"
            type="number"
            min={2}
            max={9}
            step={0.5}
            required
            value={Number.isNaN(value) ? '' : value}
            onChange={(event) => onChange(event.target.valueAsNumber)}
          />
          <span className="muted">{t('demand.form.alert.unit')}</span>
        </div>
      )}
    </Field>
  );
}
