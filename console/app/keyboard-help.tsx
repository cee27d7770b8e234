import { Dialog } from '../components/dialog.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { t } from '../i18n/index.ts';
import { useAllShortcuts } from '../keyboard/shortcuts.ts';

/** Every key that works now, the screen's own first. */
export function KeyboardHelp({
  isOpen,
  onOpenChange,
}: {
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
}) {
  const shortcuts = useAllShortcuts();
  const groups = Map.groupBy(shortcuts.toReversed(), (shortcut) => shortcut.group);
  return (
    <Dialog
      title={t('shell.help.title')}
      text={t('shell.help.hint')}
      size="l"
      isOpen={isOpen}
      onOpenChange={onOpenChange}
    >
      <div className="keys">
        {[...groups].map(([group, entries]) => (
          <section key={group}>
            <h3>{group}</h3>
            <ul>
              {[...new Map(entries.toReversed().map((entry) => [entry.keys, entry])).values()].map(
                (entry) => (
                  <li key={entry.keys}>
                    {entry.label}
                    <KeyHint keys={entry.keys} />
                  </li>
                ),
              )}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
