import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';

interface ListProps<R extends { id: string }> {
  rules: R[];
  onChange(rules: R[]): void;
  make(): R;
  add: string;
  children(rule: R, change: (part: Partial<R>) => void, remove: () => void): ReactNode;
}

/** Rules of one kind, with a button for another one. */
export function RuleList<R extends { id: string }>({ rules, onChange, make, add, children }: ListProps<R>) {
  const changeAt = (id: string) => (part: Partial<R>) =>
    onChange(rules.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const removeAt = (id: string) => () => onChange(rules.filter((one) => one.id !== id));
  return (
    <div className="stack">
      {rules.length > 0 && (
        <ul className="voice-rules">
          {rules.map((rule) => children(rule, changeAt(rule.id), removeAt(rule.id)))}
        </ul>
      )}
      <div>
        <Button size="s" icon={Plus} onClick={() => onChange([...rules, make()])}>
          {add}
        </Button>
      </div>
    </div>
  );
}
