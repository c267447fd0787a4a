import { Router } from 'express';
import { z } from 'zod';

import { allowOnly } from '../http/allow-methods.ts';
import { holderOf, requireScope } from '../http/authenticate.ts';
import { createJsonReader, parameter, validate } from '../http/json-body.ts';
import { Problem } from '../http/problem.ts';
import { type ApiKey, hashOfKey, idOfKey, newKey, scopes } from '../keys/api-key.ts';
import type { KeyStore } from '../ports/key-store.ts';

const maxBodyBytes = 16 * 1024;
const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line of text');

export const keyOrderSchema = z
  .strictObject({
    owner: z
      .string()
      .regex(/^[\w.@-]{1,100}$/, 'must be 1 to 100 letters, digits or any of . _ - @')
      .optional()
      .meta({ description: 'Whose jobs the key opens. Default: those of the key that asks' }),
    scopes: z
      .array(z.enum(scopes))
      .min(1)
      .max(scopes.length)
      .default(['jobs:read', 'jobs:write'])
      .refine((given) => new Set(given).size === given.length, 'names a scope twice'),
    name: name.optional().meta({ description: 'What it is for' }),
    expiresAt: z.iso.datetime({ offset: true }).optional().meta({ description: 'ISO 8601. Default: never' }),
  })
  .meta({ id: 'KeyOrder' });

const time = z.iso.datetime().nullable();

/** A key as the API shows it: never its secret. */
export const keyViewSchema = z
  .object({
    id: z.string(),
    owner: z.string(),
    scopes: z.array(z.enum(scopes)),
    name: z.string().nullable(),
    createdAt: z.iso.datetime(),
    expiresAt: time,
    lastUsedAt: time,
    revokedAt: time,
  })
  .meta({ id: 'Key' });

export const newKeyViewSchema = keyViewSchema
  .extend({ key: z.string().meta({ description: 'Shown this once' }) })
  .meta({ id: 'NewKey' });

export interface KeyRoutesDependencies {
  keys: KeyStore;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Keys for owners, by who has the scope `admin`. */
export function keyRoutes({ keys, now }: KeyRoutesDependencies): Router {
  const router = Router();
  const readBody = createJsonReader(maxBodyBytes);
  router.use(requireScope('admin'));

  router
    .route('/')
    .post(async (request, response) => {
      const order = validate(keyOrderSchema, await readBody(request, response));
      const expiresAt = order.expiresAt === undefined ? undefined : Date.parse(order.expiresAt);
      if (expiresAt !== undefined && expiresAt <= now()) {
        const errors = [{ path: 'expiresAt', message: 'must be in the future' }];
        throw new Problem('validation-failed', 'expiresAt: must be in the future', { errors });
      }
      const key = newKey();
      const stored: ApiKey = {
        ...{ id: idOfKey(key) ?? '', hash: hashOfKey(key), createdAt: now() },
        ...{ owner: order.owner ?? holderOf(response).owner, scopes: order.scopes },
        ...(order.name !== undefined && { name: order.name }),
        ...(expiresAt !== undefined && { expiresAt }),
      };
      await keys.add(stored);
      response
        .status(201)
        .set('Cache-Control', 'no-store')
        .json({ ...viewKey(stored), key });
    })
    .get(async (_request, response) => {
      response.json({ keys: (await keys.list()).map(viewKey) });
    })
    .all(allowOnly('GET', 'POST'));

  router
    .route('/:id')
    .delete(async (request, response) => {
      const id = parameter(request, 'id');
      const revoked = await keys.revoke(id.slice(0, 100), now());
      if (!revoked) throw new Problem('key-not-found', `There is no key ${id.slice(0, 100)}.`);
      response.json(viewKey(revoked));
    })
    .all(allowOnly('DELETE'));
  return router;
}

export function viewKey(key: ApiKey): z.output<typeof keyViewSchema> {
  const shown = (milliseconds: number | undefined) =>
    milliseconds === undefined ? null : new Date(milliseconds).toISOString();
  return {
    ...{ id: key.id, owner: key.owner, scopes: key.scopes, name: key.name ?? null },
    ...{ createdAt: new Date(key.createdAt).toISOString(), expiresAt: shown(key.expiresAt) },
    ...{ lastUsedAt: shown(key.lastUsedAt), revokedAt: shown(key.revokedAt) },
  };
}
