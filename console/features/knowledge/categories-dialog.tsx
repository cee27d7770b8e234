import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { moved } from './moved.ts';
import { knowledgeQueries } from './queries.ts';
import type { Category } from './types.ts';

/** The topics of the help centre, in their order. */
export function CategoriesDialog({ onClose }: { onClose(): void }) {
  const { data } = useQuery(knowledgeQueries.categories());
  if (data === undefined) {
    return (
      <Dialog title={t('knowledge.categories')} isOpen onOpenChange={onClose}>
        <SkeletonRows count={3} label={t('common.loading')} />
      </Dialog>
    );
  }
  return <Editor given={data} onClose={onClose} />;
}

interface Row {
  key: string;
  id?: string;
  name: string;
}

function Editor({ given, onClose }: { given: Category[]; onClose(): void }) {
  const queryClient = useQueryClient();
  const [rows, setRows] = useState<Row[]>(() => given.map(({ id, name }) => ({ key: id, id, name })));
  const save = useMutation({
    mutationFn: () =>
      api.put('/knowledge/categories', {
        items: rows
          .filter(({ name }) => name.trim() !== '')
          .map(({ id, name }) => (id ? { id, name } : { name })),
      }),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['knowledge'] }),
  });
  const rename = (key: string, name: string) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, name } : row)));
  return (
    <SaveDialog
      title={t('knowledge.categories')}
      text={t('knowledge.categories.text')}
      save={save}
      onClose={onClose}
    >
      <ol className="category-rows">
        {rows.map((row, i) => (
          <li key={row.key} className="category-row">
            <input
              className="input grow"
              aria-label={t('knowledge.categories.name', { number: i + 1 })}
              maxLength={200}
              value={row.name}
              onChange={(event) => rename(row.key, event.target.value)}
            />
            <IconButton
              size="s"
              icon={ArrowUp}
              label={t('knowledge.up')}
              disabled={i === 0}
              onClick={() => setRows(moved(rows, i, -1))}
            />
            <IconButton
              size="s"
              icon={ArrowDown}
              label={t('knowledge.down')}
              disabled={i === rows.length - 1}
              onClick={() => setRows(moved(rows, i, 1))}
            />
            <IconButton
              size="s"
              icon={Trash2}
              label={t('common.remove')}
              onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
            />
          </li>
        ))}
      </ol>
      <div>
        <Button icon={Plus} onClick={() => setRows([...rows, { key: crypto.randomUUID(), name: '' }])}>
          {t('common.add')}
        </Button>
      </div>
    </SaveDialog>
  );
}
