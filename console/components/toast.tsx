import { CircleCheck, Hourglass, TriangleAlert, X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { t } from '../i18n/index.ts';
import { Button, IconButton } from './button.tsx';
import { ProgressBar } from './progress.tsx';
import './toast.css';
import { dismissToast, listToasts, onToasts, type Toast } from './toast-store.ts';

/** Where toasts appear. Once, in the shell. */
export function Toasts() {
  const toasts = useSyncExternalStore(onToasts, listToasts);
  return (
    <section className="toasts" aria-live="polite" aria-label={t('shell.notices')}>
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const doesStay = toast.progress !== undefined;
  useEffect(() => {
    if (doesStay) return;
    const timer = setTimeout(() => dismissToast(toast.id), toast.tone === 'bad' ? 12_000 : 7_000);
    return () => clearTimeout(timer);
  }, [toast.id, toast.tone, doesStay]);
  const Icon = doesStay ? Hourglass : toast.tone === 'bad' ? TriangleAlert : CircleCheck;
  return (
    <div className={`toast toast-${toast.tone}`}>
      <Icon size={16} aria-hidden />
      <span className="grow">
        {toast.text}
        {toast.progress && (
          <ProgressBar value={toast.progress.done} max={toast.progress.total} label={toast.text} />
        )}
      </span>
      {[toast.open, toast.action].map(
        (action) =>
          action && (
            <Button
              key={action.label}
              size="s"
              shortcut={action.shortcut}
              onClick={() => {
                dismissToast(toast.id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          ),
      )}
      <IconButton size="s" label={t('common.dismiss')} icon={X} onClick={() => dismissToast(toast.id)} />
    </div>
  );
}
