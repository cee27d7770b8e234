import { useLayoutEffect, useRef, useState } from 'react';
import { scaleFor } from './framed-path.ts';

interface StageProps {
  title: string;
  src: string;
  width: 'desk' | 'phone';
}

/** A page of the site in a frame; that of a desk is made smaller until all of it can be seen. Nothing in it runs. */
export function Stage({ title, src, width }: StageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const seen = new ResizeObserver(([entry]) => setRoom(entry?.contentRect.width ?? 0));
    if (stage.current) seen.observe(stage.current);
    return () => seen.disconnect();
  }, []);
  const scale = width === 'desk' ? scaleFor(room) : 1;
  const share = `${100 / scale}%`;
  return (
    <div className="site-stage" data-width={width} ref={stage}>
      <iframe
        title={title}
        src={src}
        sandbox="allow-same-origin"
        style={{ width: share, height: share, transform: `scale(${scale})` }}
      />
    </div>
  );
}
