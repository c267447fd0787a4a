import { fieldOf, textOf } from './storage-answer.ts';
import { storageBroken } from './storage-errors.ts';
import type { StorageRequests } from './storage-requests.ts';

/** Enough to hide the way there and back; few enough that nobody takes it for an attack. */
const atOnce = 8;

/** Deletes this object and all below it as a folder. What is gone already, or goes meanwhile, is no error. */
export async function deleteObjects(
  requests: StorageRequests,
  bucket: string,
  object: string,
): Promise<void> {
  const objects = `/storage/v1/b/${bucket}/o`;
  const deleteOne = async (name: string) => {
    const about = `gs://${bucket}/${name}`;
    const url = `${objects}/${encodeURIComponent(name)}`;
    await requests.send({ method: 'DELETE', url, about, expected: [404] });
  };

  await deleteOne(object);
  const about = `gs://${bucket}/${object}/`;
  const query = `prefix=${encodeURIComponent(`${object}/`)}&fields=items(name),nextPageToken`;
  let page: string | undefined;
  do {
    const token = page === undefined ? '' : `&pageToken=${encodeURIComponent(page)}`;
    const { body } = await requests.send({ url: `${objects}?${query}${token}`, about });
    const names = namesOf(body);
    if (names === undefined) throw storageBroken(about, 'an answer that is no list');
    // Each takes the next one as soon as it is free. What is under way is waited for, also when one fails.
    const rest = names.values();
    const ends = await Promise.allSettled(
      Array.from({ length: atOnce }, async () => {
        for (const name of rest) await deleteOne(name);
      }),
    );
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    page = textOf(fieldOf(body, 'nextPageToken'));
  } while (page !== undefined);
}

function namesOf(body: unknown): string[] | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const items = fieldOf(body, 'items') ?? [];
  if (!Array.isArray(items)) return undefined;
  return items.map((item) => textOf(fieldOf(item, 'name')) ?? '').filter((name) => name !== '');
}
