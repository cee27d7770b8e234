import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { PostView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { tn } from '../../i18n/index.ts';
import { StreamPost } from '../stream/stream-post.tsx';
import './clusters.css';
import { CopiesPanel } from './copies-panel.tsx';
import type { FoldedRow } from './fold.ts';

/** A post of a list; where its text stands more than once, how often, and all of them at a click. */
export function FoldedPost({ row: { post, copies } }: { row: FoldedRow<PostView> }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <StreamPost post={post} />
      {copies !== undefined && (
        <div className="copies-line">
          <Button size="s" variant="ghost" icon={Copy} onClick={() => setIsOpen(true)}>
            {tn(copies.texts > 1 ? 'clusters.nearly' : 'clusters.same', copies.posts)}
          </Button>
        </div>
      )}
      {isOpen && <CopiesPanel postId={post.id} onClose={() => setIsOpen(false)} />}
    </>
  );
}
