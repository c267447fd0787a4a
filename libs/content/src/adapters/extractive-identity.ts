/** What the extractive writer's materials say of who wrote them. */
export const extractiveGenerator = 'extractive';

/** Part of every cache key: goes up with each change of the rules that changes what they write. */
export const extractiveVersion = '2';
