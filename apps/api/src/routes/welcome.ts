import { Router } from 'express';

import { allowOnly } from '../http/allow-methods.ts';

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>La Factoria</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
  body { max-width: 46rem; margin: 3rem auto; padding: 0 1rem }
  pre { overflow-x: auto; padding: 1rem; border: 1px solid; border-radius: .5rem; font-size: .85rem }
</style>
<h1>La Factoria is running</h1>
<p>One source text in; outline, podcast, study guide, one-pager, reading material, FAQs, flashcards and reading
questions out. Every request but this page and the health checks needs the key that the server printed at its first
start (it is kept in the data folder, in the file <code>api-key</code>).</p>
<h2>Make materials from a text</h2>
<pre>KEY=lf_…
jq -Rs '{source: {text: .}, audio: true}' notes.md |
  curl -s ORIGIN/api/v1/jobs -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -d @-</pre>
<h2>Follow the job and fetch what it made</h2>
<pre>curl -N ORIGIN/api/v1/jobs/ID/events -H "Authorization: Bearer $KEY"
curl ORIGIN/api/v1/jobs/ID/materials/flashcards -H "Authorization: Bearer $KEY" -H "Accept: text/markdown"
curl ORIGIN/api/v1/jobs/ID/audio -H "Authorization: Bearer $KEY" -o podcast.mp3</pre>
<p>All that the API does, to read and to try: <a href="docs">docs</a>.</p>
<p>Or from the command line: <code>npm run factoria -- make notes.md --audio --out out/</code></p>
</html>
`;

/** What someone sees who opens the address that the server printed. */
export function welcomeRoutes(): Router {
  const router = Router();
  router
    .route('/')
    .get((request, response) => {
      const origin = `http://${(request.get('Host') ?? 'localhost').replace(/[^\w.:[\]-]/g, '')}`;
      response.type('html').send(page.replaceAll('ORIGIN', origin));
    })
    .all(allowOnly('GET'));
  return router;
}
