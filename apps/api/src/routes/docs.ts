import { createRequire } from 'node:module';
import { dirname } from 'node:path';

import express, { Router } from 'express';

import { allowOnly } from '../http/allow-methods.ts';

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>La Factoria: the API</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
<div id="page"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</html>
`;

const start = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#page', deepLinking: true, validatorUrl: null });\n`;

/** Of this server alone; Swagger UI sets styles and shows icons from within. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** `/openapi.json`, and `/docs`: a page to read it and try it, which needs nothing from elsewhere. */
export function docsRoutes(): Router {
  const router = Router();
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const files = express.static(assets, { index: false, immutable: true, maxAge: '1d' });
  let document: Promise<object> | undefined;

  router
    .route('/openapi.json')
    .get(async (_request, response) => {
      // Made when it is first asked for: most servers never are.
      document ??= import('../openapi/create-openapi-document.ts').then((made) =>
        made.createOpenApiDocument(),
      );
      response.json(await document);
    })
    .all(allowOnly('GET'));
  router
    .route('/docs')
    .get((_request, response) => {
      response.set('Content-Security-Policy', contentSecurityPolicy).type('html').send(page);
    })
    .all(allowOnly('GET'));
  router.get('/docs/start.js', (_request, response) => {
    response.type('js').send(start);
  });
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    router.get(`/docs/${name}`, (request, response, next) => {
      request.url = `/${name}`;
      files(request, response, next);
    });
  }
  return router;
}
