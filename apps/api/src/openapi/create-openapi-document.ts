import { createDocument } from 'zod-openapi';

import { jobPaths } from './job-operations.ts';
import { contentPaths, keyPaths, operationPaths } from './other-operations.ts';

export type OpenApiDocument = ReturnType<typeof createDocument>;

/** The whole API as OpenAPI 3.1, from the schemas that check requests and shape answers. */
export function createOpenApiDocument(): OpenApiDocument {
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'La Factoria',
        version: '1',
        description:
          'One source text in; outline, podcast, study guide, one-pager, reading material, FAQs, flashcards and reading questions out. Errors are problem details (RFC 9457) with a stable `code`.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      security: [{ bearer: [] }, { apiKey: [] }],
      paths: { ...jobPaths, ...contentPaths, ...keyPaths, ...operationPaths },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'A key, `lf_…`' },
          apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
          cloudTasks: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        },
      },
    },
    {
      override({ jsonSchema, io }) {
        // A short source gives less than a full material has, and says so in its quality.
        if (io !== 'output') return;
        for (const bound of ['minItems', 'minLength', 'pattern'] as const) delete jsonSchema[bound];
        // zod's own names for how a text begins or ends are no formats.
        if (jsonSchema.format === 'ends_with') delete jsonSchema.format;
      },
    },
  );
}
