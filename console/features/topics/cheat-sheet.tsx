import { Dialog } from '../../components/dialog.tsx';
import { type MessageKey, t } from '../../i18n/index.ts';
import { CHEAT_SHEET } from './language.ts';
import './cheat-sheet.css';

/** The language on one page. With `onInsert` an example goes into the query at a click. */
export function CheatSheet({ onInsert }: { onInsert?(example: string): void }) {
  return (
    <div className="cheat-sheet">
      {CHEAT_SHEET.map(({ title, rows }) => (
        <section key={title}>
          <h3>{t(`topics.help.${title}`)}</h3>
          <dl>
            {rows.map(([example, key]) => (
              <div key={key}>
                <dt>
                  {onInsert === undefined ? (
                    <code>{example}</code>
                  ) : (
                    <button type="button" onClick={() => onInsert(example)} title={t('topics.help.insert')}>
                      <code>{example}</code>
                    </button>
                  )}
                </dt>
                <dd>{t(`topics.help.${title}.${key}` as MessageKey)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className="muted">{t('topics.help.rules')}</p>
    </div>
  );
}

export function CheatSheetDialog({
  isOpen,
  onOpenChange,
  onInsert,
}: {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  onInsert?(example: string): void;
}) {
  return (
    <Dialog
      title={t('topics.help.title')}
      text={t('topics.help.text')}
      size="l"
      isOpen={isOpen}
      onOpenChange={onOpenChange}
    >
      <CheatSheet onInsert={onInsert} />
    </Dialog>
  );
}
