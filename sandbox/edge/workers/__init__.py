"""Workers, as far as they are files: static assets, and which script answers for which host.

Sources: cloudflare-docs, workers/static-assets/{headers,redirects}.mdx,
workers/static-assets/routing/advanced/html-handling.mdx, workers/configuration/routing/routes.mdx and
workers/configuration/previews.mdx; where the first leave a question open, what cloudflare/workers-sdk does
(packages/workers-shared/asset-worker/src/handler.ts).
"""
