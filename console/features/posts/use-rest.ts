import { useRef, useState } from 'react';

/** Milliseconds that a pointer rests before something opens, and may be away before it closes. */
const REST = 180;

interface Rest {
  /** `resting` opened under the pointer, and closes when it leaves; `pressed` stays. */
  state: 'no' | 'resting' | 'pressed';
  set(state: Rest['state']): void;
  /** For the trigger, and for what it opens. */
  pointer: {
    onPointerEnter(event: { pointerType: string }): void;
    onPointerLeave(event: { pointerType: string }): void;
  };
}

/** Opens under a mouse that rests; fingers and keys press. */
export function useRest(): Rest {
  const [state, setState] = useState<Rest['state']>('no');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const set = (next: Rest['state']) => {
    clearTimeout(timer.current);
    setState(next);
  };
  const later = (next: Rest['state']) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => set(next), REST);
  };
  return {
    state,
    set,
    pointer: {
      onPointerEnter: ({ pointerType }) => {
        if (pointerType !== 'mouse') return;
        if (state === 'no') later('resting');
        else clearTimeout(timer.current);
      },
      onPointerLeave: ({ pointerType }) => {
        if (pointerType === 'mouse' && state !== 'pressed') later('no');
      },
    },
  };
}
