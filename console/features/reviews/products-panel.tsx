import { useQuery } from '@tanstack/react-query';
import { Package, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '../../app/session.ts';
import { Badge } from '../../components/badge.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { FileButton } from '../../components/file-button.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState } from '../../components/page.tsx';
import { t, tn } from '../../i18n/index.ts';
import { ImportDialog } from './import-dialog.tsx';
import { ProductDialog } from './product-dialog.tsx';
import { type ProductView, reviewQueries } from './queries.ts';

/** What can be reviewed, and what is thought of it. */
export function ProductsPanel() {
  const products = useQuery(reviewQueries.products());
  const mayManage = useCan()('reviews.manage');
  const [open, setOpen] = useState<ProductView | 'new' | null>(null);
  const [file, setFile] = useState<string | null>(null);
  const actions = (
    <div className="reviews-actions">
      <Button variant="primary" icon={Plus} onClick={() => setOpen('new')}>
        {t('reviews.product.add')}
      </Button>
      <FileButton label={t('reviews.product.import')} accept=".csv,.txt" onRead={setFile} />
    </div>
  );
  return (
    <div className="stack">
      <Loaded query={products} rows={4}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              icon={Package}
              title={t('reviews.product.none')}
              text={t('reviews.product.none.text')}
              actions={mayManage && actions}
            />
          ) : (
            <>
              {mayManage && actions}
              <ul className="list">
                {items.map((product) => (
                  <Row
                    key={product.id}
                    product={product}
                    onChange={mayManage ? () => setOpen(product) : undefined}
                  />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      {open !== null && (
        <ProductDialog product={open === 'new' ? undefined : open} onClose={() => setOpen(null)} />
      )}
      {file !== null && <ImportDialog what="products" text={file} onClose={() => setFile(null)} />}
    </div>
  );
}

function Row({ product, onChange }: { product: ProductView; onChange: (() => void) | undefined }) {
  const { name, externalId, average, count, isArchived, hidden, pageUrl, pictureProblem } = product;
  const gone = hidden.removed.reduce((sum, one) => sum + one.count, 0);
  return (
    <li className="list-row">
      <div className="row-main">
        <div className="row-title">
          <a href={pageUrl} target="_blank" rel="noopener" dir="auto">
            <strong>{name}</strong>
          </a>
          {externalId !== null && <Badge isQuiet>{externalId}</Badge>}
          {isArchived && <Badge>{t('reviews.product.archived')}</Badge>}
        </div>
        <p className="muted figures">
          {average === null
            ? t('reviews.product.unrated')
            : `★ ${average.toFixed(1)} · ${tn('reviews.count', count)}`}
          {hidden.waiting > 0 && ` · ${tn('reviews.waiting', hidden.waiting)}`}
          {gone > 0 && ` · ${tn('reviews.gone', gone)}`}
        </p>
        {pictureProblem !== null && (
          <p className="muted">{t('reviews.product.picture.failed', { problem: pictureProblem })}</p>
        )}
      </div>
      {onChange && (
        <IconButton icon={Pencil} label={t('reviews.product.change', { name })} onClick={onChange} />
      )}
    </li>
  );
}
