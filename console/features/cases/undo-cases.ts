import { api } from '../../api/client.ts';
import { tellKept, undoParts } from '../../app/undo-parts.ts';

/** Takes changes of cases back, each by itself; what nobody refused is offered again. Then `refresh` reads what is shown anew. */
export async function undoCases(
  text: string,
  undos: readonly string[],
  refresh: () => Promise<void>,
): Promise<void> {
  const undone = await undoParts(text, undos, (undo) => api.post('/cases/undo', { undo }));
  tellKept(text, undone, (left) => undoCases(text, left, refresh));
  await refresh();
}
