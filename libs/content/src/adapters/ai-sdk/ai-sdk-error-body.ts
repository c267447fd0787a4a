import { z } from 'zod';

/** What the body of a failed call tells, whichever of the common shapes it has. */
export interface ErrorBody {
  message?: string | undefined;
  /** `google.rpc.ErrorInfo`, for example `API_KEY_INVALID`. */
  reason?: string | undefined;
  /** `google.rpc.RetryInfo`, for example `58s`. */
  retryDelay?: string | undefined;
}

const text = z.string().optional().catch(undefined);
const errorSchema = z.object({
  message: text,
  details: z
    .array(z.object({ reason: text, retryDelay: text }))
    .optional()
    .catch(undefined),
});
/** `{"error": {…}}` is everyone's, `{"error": "…"}` Ollama's, `{"message": "…"}` and `{"detail": "…"}` are those of gateways. */
const bodySchema = z.object({
  error: z.union([z.string(), errorSchema]).optional().catch(undefined),
  message: text,
  detail: text,
});

/** Reads the body of a failed call. What is no JSON, as a proxy's page, tells nothing. */
export function readErrorBody(body: string | undefined): ErrorBody {
  const parsed = bodySchema.safeParse(first(parseJson(body ?? '')));
  if (!parsed.success) return {};
  const { error, message, detail } = parsed.data;
  if (typeof error === 'string') return { message: error };
  const details = error?.details ?? [];
  return {
    message: error?.message ?? message ?? detail,
    reason: details.find(({ reason }) => reason !== undefined)?.reason,
    retryDelay: details.find(({ retryDelay }) => retryDelay !== undefined)?.retryDelay,
  };
}

/** Google's OpenAI-compatible endpoint wraps its errors in an array. */
const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
