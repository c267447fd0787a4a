import { StatusError } from './status-error.ts';

interface PageRequest {
  /** 0 is the maximum. */
  pageSize: number;
  /** Empty for the first page. */
  pageToken: string;
  maxPageSize: number;
}

/**
 * One page of a list in the order of the names. The token names the last item of the page before, so that what is added
 * or removed between two pages shifts none. Throws INVALID_ARGUMENT.
 */
export function pageOf<Item extends { name: string }>(
  items: readonly Item[],
  { pageSize, pageToken, maxPageSize }: PageRequest,
): { items: Item[]; nextPageToken: string } {
  if (pageSize < 0) throw new StatusError('INVALID_ARGUMENT', `page_size must not be negative: ${pageSize}.`);
  const after = Buffer.from(pageToken, 'base64url').toString();
  if (pageToken && !after.startsWith('projects/')) {
    throw new StatusError('INVALID_ARGUMENT', 'The page token is invalid.');
  }
  const size = Math.min(pageSize || maxPageSize, maxPageSize);
  const rest = items.filter(({ name }) => name > after).sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = rest.slice(0, size);
  const last = rest.length > size ? page.at(-1) : undefined;
  return { items: page, nextPageToken: last ? Buffer.from(last.name).toString('base64url') : '' };
}
