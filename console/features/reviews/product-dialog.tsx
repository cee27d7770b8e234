import { useState } from 'react';
import { Checkbox } from '../../components/choice.tsx';
import { TextAreaField, TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import type { ProductView } from './queries.ts';
import { useKeeping } from './use-changing.ts';

/** A product: what it is called, its number in the shop, where it is sold, its picture. */
export function ProductDialog({ product, onClose }: { product: ProductView | undefined; onClose(): void }) {
  const [given, setGiven] = useState({
    name: product?.name ?? '',
    externalId: product?.externalId ?? '',
    url: product?.url ?? '',
    text: product?.text ?? '',
    picture: '',
    isArchived: product?.isArchived ?? false,
  });
  const change = (part: Partial<typeof given>) => setGiven({ ...given, ...part });
  const body = {
    name: given.name,
    slug: product?.slug ?? '',
    text: given.text,
    externalId: given.externalId || null,
    url: given.url || null,
    pictureUrl: given.picture || null,
    pictureFileId: product?.pictureUrl?.split('/').at(-1) ?? null,
    isArchived: given.isArchived,
  };
  const save = useKeeping('/reviews/products', product, body, onClose);
  return (
    <SaveDialog
      title={product ? t('reviews.product.change', { name: product.name }) : t('reviews.product.add')}
      isReady={given.name.trim() !== ''}
      save={save}
      onClose={onClose}
    >
      <TextField
        label={t('reviews.product.name')}
        maxLength={200}
        value={given.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextField
        label={t('reviews.product.number')}
        hint={t('reviews.product.number.hint')}
        isOptional
        maxLength={120}
        value={given.externalId}
        onChange={(event) => change({ externalId: event.target.value })}
      />
      <TextField
        label={t('reviews.product.url')}
        isOptional
        maxLength={1000}
        value={given.url}
        onChange={(event) => change({ url: event.target.value })}
      />
      <TextField
        label={t('reviews.product.picture')}
        hint={t('reviews.product.picture.hint')}
        isOptional
        maxLength={1000}
        value={given.picture}
        onChange={(event) => change({ picture: event.target.value })}
      />
      <TextAreaField
        label={t('reviews.product.text')}
        isOptional
        maxLength={1000}
        value={given.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      {product && (
        <Checkbox
          label={t('reviews.product.archive')}
          hint={t('reviews.product.archive.hint')}
          isOn={given.isArchived}
          onChange={(isArchived) => change({ isArchived })}
        />
      )}
    </SaveDialog>
  );
}
