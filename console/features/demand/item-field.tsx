import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { TextField } from '../../components/field.tsx';
import { t } from '../../i18n/index.ts';
import { demandQueries } from './queries.ts';

/** What answers a need; the items that outlets have in stock are offered. */
export function ItemField({ value, onChange }: { value: string; onChange(value: string): void }) {
  const list = useId();
  const outlets = useQuery(demandQueries.outlets()).data ?? [];
  const items = [...new Set(outlets.flatMap(({ stock }) => stock.map(({ item }) => item)))].toSorted();
  return (
    <>
      <TextField
        label={t('demand.form.item')}
        hint={t('demand.form.item.hint')}
        isOptional
        value={value}
        maxLength={120}
        list={list}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={list}>
        {items.map((item) => (
          <option key={item} value={item} />
        ))}
      </datalist>
    </>
  );
}
