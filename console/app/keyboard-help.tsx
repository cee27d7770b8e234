import { Dialog } from '../components/dialog.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { t } from '../i18n/index.ts';
import { helpOf } from '../keyboard/help.ts';
import { useAllShortcuts } from '../keyboard/shortcuts.ts';

/** Every key that works now, the screen's own first. */
export function KeyboardHelp({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}) {
  const groups = helpOf(useAllShortcuts());
  return (
    <Dialog
      title={t('shell.help.title')}
      text={t('shell.help.hint')}
      size="l"
      isOpen={isOpen}
      onOpenChange={onOpenChange}
    >
      <div className="keys">
        {groups.map(({ group, lines }) => (
          <section key={group}>
            <h3>{group}</h3>
            <ul>
              {lines.map(({ label, keys }) => (
                <li key={label}>
                  {label}
                  <span className="row keys-of">
                    {keys.map((key) => (
                      <KeyHint key={key} keys={key} />
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
